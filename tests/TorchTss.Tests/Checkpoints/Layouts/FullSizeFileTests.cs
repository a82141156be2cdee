using System.Text.Json;
using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Layouts;
using TorchTss.Networks;
using static TorchSharp.torch;

namespace TorchTss.Tests.Checkpoints.Layouts;

/// <summary>Every published key list of full size as a file: recognised, described, and loaded strictly into modules that had no memory.</summary>
[NonParallelizable] // the default device is global
public sealed class FullSizeFileTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    [TestCase("convert/sd15.ckpt", "ldm", "SD 1.x", "unet,vae,text_encoder,scheduler")]
    [TestCase("convert/sd21.ckpt", "ldm", "SD 2.x", "unet,vae,text_encoder,scheduler")]
    [TestCase("convert/sd_xl_base.safetensors", "sgm", "SDXL", "unet,vae,text_encoder,text_encoder_2,scheduler")]
    [TestCase("convert/control_sd15.pth", "ldm-controlnet", "SD 1.x", "controlnet")]
    [TestCase("convert/ldm-vae", "ldm-vae", "SD 1.x", "vae")]
    [TestCase("diffusers/sd15-unet", "diffusers", "SD 1.x", "unet,scheduler")]
    [TestCase("diffusers/sd21-unet", "diffusers", "SD 2.x", "unet,scheduler")]
    [TestCase("diffusers/sdxl-unet", "diffusers", "SDXL", "unet,scheduler")]
    [TestCase("diffusers/sd15-controlnet", "diffusers", "SD 1.x", "controlnet")]
    [TestCase("diffusers/sdxl-controlnet", "diffusers", "SDXL", "controlnet")]
    [TestCase("diffusers/sd-vae", "diffusers", "SD 1.x", "vae")]
    [TestCase("diffusers/sd-vae-old-names", "diffusers", "SD 1.x", "vae")]
    [TestCase("clip/clip-l", "clip-text", "SD 1.x", "text_encoder")]
    [TestCase("clip/clip-h", "clip-text", "SD 1.x", "text_encoder")]
    [TestCase("clip/clip-bigg", "clip-text", "SD 1.x", "text_encoder")]
    [TestCase("clip/open-clip-h", "open-clip", "SD 1.x", "text_encoder")]
    [TestCase("clip/open-clip-bigg", "open-clip", "SD 1.x", "text_encoder")]
    public void Loads_strictly(string list, string layout, string family, string components)
    {
        var model = Open(list);
        Assert.That(
            (model.Match.Layout, model.Match.Certainty, model.Family.Name, string.Join(',', model.Components)),
            Is.EqualTo((layout, 1.0, family, components)));
        foreach (var name in model.Components.Where(c => c != "scheduler")) Load(model, name);
    }

    [TestCase("sd15.ckpt", "8", "epsilon", 0.18215)]
    [TestCase("sd21.ckpt", "[5,10,20,20]", "v_prediction", 0.18215)]
    [TestCase("sd_xl_base.safetensors", "[5,10,20]", "epsilon", 0.13025)]
    public void Configurations_say_what_shapes_do_not(string list, string heads, string prediction, double scaling)
    {
        var model = Open($"convert/{list}");
        using var unet = model.Config("unet");
        using var scheduler = model.Config("scheduler");
        using var vae = model.Config("vae");
        Assert.That(unet.RootElement.GetProperty("attention_head_dim").GetRawText(), Is.EqualTo(heads));
        Assert.That(scheduler.RootElement.GetProperty("prediction_type").GetString(), Is.EqualTo(prediction));
        Assert.That(vae.RootElement.GetProperty("scaling_factor").GetDouble(), Is.EqualTo(scaling));
    }

    private SingleFileModel Open(string list) => SingleFileModel.Open(
        SparseCheckpoint.Write(_folder.File("model.safetensors"), Path.Combine(ParityCases.Folder("."), $"{list}.keys.txt")));

    private static void Load(SingleFileModel model, string name)
    {
        using var files = model.Component(name);
        using var module = MetaDevice.Build(() => Network(name, files.Config.RootElement));
        // Views of the file: float16 as it is stored, so that nothing is copied.
        StrictLoader.Load(module, name, files.Weights, ScalarType.Float16, CPU);
    }

    private static nn.Module Network(string name, JsonElement config) => name switch
    {
        "unet" => new UNet(UNetConfig.FromJson(config, name)),
        "controlnet" => new ControlNet(ControlNetConfig.FromJson(config, name)),
        "vae" => new Autoencoder(AutoencoderConfig.FromJson(config, name)),
        _ => new ClipTextModel(ClipTextConfig.FromJson(config, name, config.TryGetProperty("projection_dim", out _))),
    };
}
