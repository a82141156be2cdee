using TorchSharp;
using TorchTss.Hosts;
using TorchTss.Imaging;
using TorchTss.Runtime;
using TorchTss.Samplers;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>The whole recipe, from 8-bit picture to 8-bit picture, with the recorded draws.</summary>
[Named("tiny.Pipeline", "the bundled host's recipe from the LR picture to the 8-bit result, every step compared")]
internal sealed class TinyPipelineModule : IFixtureModule
{
    public IReadOnlyDictionary<string, Tensor> Run(FixtureCase fixture, nn.Module? module)
    {
        using var scope = NewDisposeScope();
        using var host = TinyFixture.Open();
        var settings = TinyFixture.Settings(fixture, host.Profile);
        var noise = Draws(fixture, settings.Steps!.Value);
        var frame = host.Prepare(ImageTensor.FromRows(fixture.Input("image")), settings);
        using var schedule = HostSchedule.Build(host.Profile, frame, settings);
        var task = host.Begin(frame, settings, schedule.Steps[0].From.Sigma, noise);

        var outputs = new Dictionary<string, Tensor> { ["up"] = ImageTensor.ToRows(frame.Upsampled), ["z_lr"] = host.Encode(frame, settings) };
        if (settings.Tss.Sds) outputs["variance"] = LatentVariance.Of(frame.Upsampled, frame.Padded, settings.Tss, host.Profile.LatentFactor);
        var steps = new Steps(scope, outputs);
        var latent = SamplingLoop.Run(Catalog<ISampler>.Create(settings.Sampler!, "sampler"), task.Denoise, task.Start, schedule, noise, steps);
        for (var k = 0; k < schedule.Count; k++)
        {
            if (fixture.Outputs.Contains($"t.{k}")) outputs[$"t.{k}"] = Like(fixture.Expected($"t.{k}"), schedule.Steps[k].From.Timestep[0, 0]);
        }
        outputs["decoded"] = host.Decode(latent, settings);
        outputs["image"] = ImageTensor.ToRows(host.Finish(latent, frame, settings));
        foreach (var output in outputs.Values) output.MoveToOuterDisposeScope();
        return outputs;
    }

    /// <summary>Where every position agrees, ours is 1×1 and a case may still store the whole map.</summary>
    private static Tensor Like(Tensor expected, Tensor map) => map.numel() == 1 ? map.expand(expected.shape) : map;

    private static RecordedNoise Draws(FixtureCase fixture, int steps)
    {
        var start = fixture.Input("noise.start");
        return fixture.StepNoise(steps, start, ("start", start));
    }

    private sealed class Steps(DisposeScope scope, Dictionary<string, Tensor> outputs) : IProgress<SamplerProgress>
    {
        // The loop's scope ends with the step; the case's outputs outlive it.
        public void Report(SamplerProgress value)
        {
            var latent = outputs[$"x.{value.Index}"] = value.Latent.clone().DetachFromDisposeScope();
            scope.Attach(latent);
        }
    }
}
