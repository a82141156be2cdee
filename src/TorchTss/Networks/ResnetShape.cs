namespace TorchTss.Networks;

/// <summary>The shape of a residual block.</summary>
/// <param name="In">Channels that come in.</param>
/// <param name="Out">Channels that go out.</param>
/// <param name="Time">Width of the time embedding; 0 for the autoencoder's blocks, which have none.</param>
/// <param name="Groups">Groups of the norms.</param>
/// <param name="Eps">Epsilon of both norms: 1e-5 in every UNet and ControlNet here.</param>
/// <param name="ScaleShift">"scale_shift": the time scales and shifts the second norm's output instead of being added before it.</param>
internal sealed record ResnetShape(int In, int Out, int Time, int Groups, double Eps, bool ScaleShift = false)
{
    /// <summary>Groups of the second norm.</summary>
    public int GroupsOut { get; init; } = Groups;

    /// <summary>"up" or "down": a function of <see cref="Resampling"/>; null: the size stays.</summary>
    public Func<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>? Resample { get; init; }

    /// <summary>"output_scale_factor": what the sum is divided by.</summary>
    public double Divisor { get; init; } = 1;
}
