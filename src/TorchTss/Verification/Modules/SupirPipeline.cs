using TorchSharp.Utils;
using TorchTss.Hosts;
using TorchTss.Hosts.Supir;
using TorchTss.Hosts.Texts;
using TorchTss.Networks;
using TorchTss.Networks.Supir;
using TorchTss.Prompts;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>SUPIR's whole recipe, from the 8-bit picture to the 8-bit result, with the recorded draws and text states.</summary>
[Named("supir.SUPIRModel", "SUPIR from the LR picture to the 8-bit result, every step compared")]
internal sealed class SupirPipeline : IFixtureModule
{
    public nn.Module Build(FixtureCase fixture) => new Checkpoint(Denoiser(fixture), FirstStage(fixture).Build());

    public IReadOnlyDictionary<string, Tensor> Run(FixtureCase fixture, nn.Module? module)
    {
        var checkpoint = (Checkpoint)module!;
        using var codec = Codec(fixture, checkpoint);
        var compute = Placement(checkpoint);
        var (unet, control) = (new NetworkSlot<LightUNet>(() => checkpoint.Model.UNet, keep: true), new NetworkSlot<GlvControl>(() => checkpoint.Model.Control, keep: true));
        var vectorChannels = checkpoint.Model.UNet.Config.VectorChannels;
        // The networks belong to the checkpoint, so nothing here disposes the model.
        var model = new SupirModel(unet, control, codec, checkpoint.Model.Levels, vectorChannels);
        var profile = new SupirHostKind().Describe(new RunSettings());
        var items = Enumerable.Range(0, (int)fixture.Input("noise.initial").size(0)).Select(Restored).ToArray();
        return items[0].Keys.ToDictionary(name => name, name => BatchItems.Joined([.. items.Select(i => i[name])], fixture.Expected(name)));

        IReadOnlyDictionary<string, Tensor> Restored(int item) =>
            new SupirRun(fixture, item, model, new SupirHost(profile, model, new RecordedTexts(fixture, item), compute), compute).Outputs();
    }

    private static ControlledUNet Denoiser(FixtureCase fixture) => new(
        SupirConfig.Read(fixture.Config.Part("control_stage_config").Part("params")), SupirConfig.Read(fixture.Config.Part("network_config").Part("params")));

    private static LdmAutoencoderParameters<SupirAutoencoder> FirstStage(FixtureCase fixture) => new(() => new SupirAutoencoder(Autoencoder(fixture)));

    private static AutoencoderConfig Autoencoder(FixtureCase fixture)
    {
        var stage = fixture.Config.Part("first_stage_config").Part("params");
        return LdmAutoencoderConfig.Read(stage.Part("ddconfig")) with
        {
            EmbeddedChannels = stage.RequiredCount("embed_dim"),
            ScalingFactor = fixture.Config.Number("scale_factor", 1),
        };
    }

    private static SupirCodec Codec(FixtureCase fixture, Checkpoint checkpoint)
    {
        var autoencoder = FirstStage(fixture).Read(checkpoint.FirstStage);
        return new SupirCodec(new NetworkSlot<SupirAutoencoder>(() => autoencoder, keep: true), Autoencoder(fixture));
    }

    private static Compute Placement(nn.Module module)
    {
        var parameter = module.parameters().First();
        return new Compute(parameter.device, parameter.dtype);
    }

    /// <summary>The networks under the names of a whole checkpoint.</summary>
    private sealed class Checkpoint : nn.Module
    {
        [ComponentName(Name = "model")] private readonly ControlledUNet _model;
        [ComponentName(Name = "first_stage_model")] private readonly nn.Module _firstStage;

        public Checkpoint(ControlledUNet model, nn.Module firstStage) : base(nameof(Checkpoint))
        {
            (_model, _firstStage) = (model, firstStage);
            RegisterComponents();
        }

        public ControlledUNet Model => _model;

        public nn.Module FirstStage => _firstStage;
    }

    /// <summary>The text states that a case brings in place of text encoders.</summary>
    private sealed class RecordedTexts(FixtureCase fixture, int item) : ITextStates
    {
        public void Expect(IReadOnlyCollection<RunSettings> runs)
        {
        }

        public TextPair For(RunSettings resolved) => new(States("c"), States("uc"));

        public void Dispose()
        {
        }

        private PromptStates States(string half) => new(fixture.Input($"{half}.crossattn").OfItem(item), fixture.Input($"{half}.pooled").OfItem(item));
    }
}
