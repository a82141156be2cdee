using TorchTss.Hosts;
using TorchTss.Imaging;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Benchmarks;

/// <summary>A host that tells what it is about to do.</summary>
internal sealed class StagedHost(IHost host, Action<string> stage) : IHost
{
    public HostProfile Profile => host.Profile;

    public Frame Prepare(Image8 input, RunSettings settings)
    {
        stage("enlarging");
        var frame = host.Prepare(input, settings);
        stage("variance");
        return frame;
    }

    public HostTask Begin(Frame frame, RunSettings settings, Tensor startSigma, INoise noise)
    {
        stage("encoding");
        var task = host.Begin(frame, settings, startSigma, noise);
        stage("denoising");
        return task;
    }

    public Tensor Decode(Tensor latent, Frame frame, RunSettings settings) => host.Decode(latent, frame, settings);

    public Image8 Finish(Tensor latent, HostTask task, Frame frame, RunSettings settings)
    {
        stage("finishing");
        return host.Finish(latent, task, frame, settings);
    }

    public void Dispose() => host.Dispose();
}
