namespace TorchTss.Networks;

/// <summary>The shape of a residual block with time.</summary>
/// <param name="In">Channels that come in.</param>
/// <param name="Out">Channels that go out.</param>
/// <param name="Time">Width of the time embedding.</param>
/// <param name="Groups">Groups of both norms.</param>
/// <param name="Eps">Epsilon of both norms: 1e-5 in every UNet and ControlNet here.</param>
/// <param name="ScaleShift">"scale_shift": the time scales and shifts the second norm's output instead of being added before it.</param>
internal sealed record ResnetShape(int In, int Out, int Time, int Groups, double Eps, bool ScaleShift = false);
