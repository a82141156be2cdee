using System.Collections.Immutable;
using TorchTss.Checkpoints.Layouts;
using TorchTss.Tests.Hosts.Supir;

namespace TorchTss.Tests.Checkpoints.Layouts;

/// <summary>SUPIR's published file, what the community makes of it, and both in one file with SDXL.</summary>
public sealed class SupirLayoutTests
{
    private const string Own = "control,adaptors,denoise_encoder", Sdxl = "unet,vae,text_encoder,text_encoder_2";

    private static readonly (string Name, ImmutableArray<long> Shape)[] _supir = Keys("supir/SUPIR-v0Q.keys.txt"), _base = Keys("convert/sd_xl_base.safetensors.keys.txt");

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    internal static (string, ImmutableArray<long>)[] Keys(string list) =>
        [.. File.ReadLines(Path.Combine(ParityCases.Folder("."), list)).Select(SparseCheckpoint.Key)];

    private SingleFileModel Open(IEnumerable<(string, ImmutableArray<long>)> keys) =>
        SingleFileModel.Open(SparseCheckpoint.Write(_folder.File("model.safetensors"), keys));

    private static (string, ImmutableArray<long>)[] Renamed(string from, string to) =>
        [.. _supir.Select(k => (k.Name.StartsWith(from, StringComparison.Ordinal) ? to + k.Name[from.Length..] : k.Name, k.Shape))];

    [Test]
    public void The_published_file_is_known_to_the_last_tensor()
    {
        var model = Open(_supir);
        Assert.That((model.Layout, string.Join(',', model.Components), model.Family.Name), Is.EqualTo(("supir, 1034 of 1035 tensors used, 1 known extras", Own, "SDXL")));
        Assert.That(model.Components.Select(model.Tensors), Is.EqualTo(new[] { 810, 118, 106 }));
    }

    [TestCase("model.", "")]
    [TestCase("model.diffusion_model.", "")]
    [TestCase("first_stage_model.", "")]
    [TestCase("first_stage_model.", "vae.")]
    public void Shorter_prefixes_are_known(string from, string to)
    {
        var model = Open(Renamed(from, to));
        Assert.That((model.Match.Layout, model.Match.Certainty, string.Join(',', model.Components)), Is.EqualTo(("supir", 1.0, Own)));
    }

    [TestCase("", Sdxl)]
    [TestCase("conditioner.", "unet,vae")]
    [TestCase("first_stage_model.", "unet,text_encoder,text_encoder_2")]
    public void Merged_with_SDXL_both_are_there(string without, string components)
    {
        (string, ImmutableArray<long>)[] more = [("denoiser.sigmas", [1000]), ("model_ema.decay", []), ("model_ema.num_updates", []), ("global_step", [])];
        var model = Open([.. _base.Where(k => without.Length == 0 || !k.Name.StartsWith(without, StringComparison.Ordinal)), .. _supir, .. more]);
        Assert.That((model.Match.Layout, model.Match.Certainty), Is.EqualTo(("supir", 1.0)));
        Assert.That(string.Join(',', model.Components), Is.EqualTo($"{components},{Own},scheduler"));
        Assert.That(model.Tensors("unet"), Is.EqualTo(1680));
    }

    [TestCase("model.control_model.", "adaptors,denoise_encoder")]
    [TestCase("model.diffusion_model.", "control,denoise_encoder")]
    [TestCase("first_stage_model.", "control,adaptors")]
    public void A_part_that_was_cut_off_is_not_there(string without, string components)
    {
        var model = Open(_supir.Where(k => !k.Name.StartsWith(without, StringComparison.Ordinal)));
        Assert.That((model.Match.Certainty, string.Join(',', model.Components)), Is.EqualTo((1.0, components)));
    }

    [Test]
    public void Merged_without_the_prefix_of_its_model_is_known()
    {
        static string Short(string name) => name.StartsWith("model.", StringComparison.Ordinal) ? name["model.".Length..] : name;
        var model = Open([.. _base.Concat(_supir).Select(k => (Short(k.Name), k.Shape))]);
        Assert.That((model.Match.Layout, model.Match.Certainty, string.Join(',', model.Components)), Is.EqualTo(("supir", 1.0, $"{Sdxl},{Own},scheduler")));
    }

    [TestCase("model.control_model.stranger.weight")]
    [TestCase("model.diffusion_model.project_modules.x.weight")]
    [TestCase("first_stage_model.denoise_encoder.stranger.weight")]
    public void A_stranger_inside_is_unknown(string name) => Assert.That(Open([.. _supir, (name, [2])]).Match.Unknown, Is.EqualTo(new[] { name }));

    [Test]
    public void Configurations_are_read_from_the_shapes_of_a_small_one_too()
    {
        var model = SingleFileModel.Open(SupirToy.Write(_folder.File("toy.safetensors"), SupirToy.Own()));
        using var control = model.Config("control");
        using var encoder = model.Config("denoise_encoder");
        Assert.That(control.RootElement.GetRawText(), Is.EqualTo(
            """{"in_channels":4,"out_channels":4,"model_channels":32,"channel_mult":[1,2,4],"num_res_blocks":[2,2,2],"attention_resolutions":[2,4],"transformer_depth":[0,1,2],"transformer_depth_middle":2,"num_head_channels":64,"context_dim":64,"adm_in_channels":96,"use_linear_in_transformer":true,"num_classes":"sequential"}"""));
        Assert.That(encoder.RootElement.GetRawText(), Is.EqualTo(
            """{"in_channels":3,"latent_channels":4,"block_out_channels":[32,64,128,128],"layers_per_block":2}"""));
    }
}
