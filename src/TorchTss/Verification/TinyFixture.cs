using TorchTss.Hosts;
using TorchTss.Hosts.ControlNets;
using TorchTss.Hosts.Tiny;
using TorchTss.Runtime;

namespace TorchTss.Verification;

/// <summary>The bundled host and its settings as a <c>tiny.*</c> case asks for them.</summary>
internal static class TinyFixture
{
    /// <summary>Opens the bundled weights in float32 on the CPU.</summary>
    public static ControlNetHost Open() => (ControlNetHost)new TinyHostKind().Open(new RunSettings(), Compute.Reference);

    /// <summary>The case's call as settings, with the host's defaults for what it leaves out.</summary>
    public static RunSettings Settings(FixtureCase fixture, HostProfile profile)
    {
        var call = fixture.Call;
        call.Name("weights", "tiny", "tiny");
        var settings = new RunSettings
        {
            Sampler = call.Text("sampler"),
            Steps = call.OptionalCount("steps"),
            Scale = call.OptionalNumber("scale"),
            ColorFix = call.Text("color_fix"),
            ControlScale = call.OptionalNumber("control_scale"),
            Prediction = call.Text("prediction"),
            Tile = call.Whole("tile", 0),
            Tss = TssArguments.Strategy(call, fixture.Name),
        };
        return settings.Resolve(profile);
    }
}
