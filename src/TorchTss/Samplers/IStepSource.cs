using TorchSharp;
using TorchTss.Imaging;
using TorchTss.Schedules;

namespace TorchTss.Samplers;

/// <summary>Where a step's levels, history and noise come from: the run itself, or a tile's part of it.</summary>
internal interface IStepSource
{
    /// <summary>The tile; null for the whole latent.</summary>
    TileWindow? Window => null;

    /// <summary>The tile's number.</summary>
    int Tile => 0;

    /// <summary>The level at the start of a step; the same object every time.</summary>
    NoiseLevel From(int step);

    /// <summary>The level at its end.</summary>
    NoiseLevel To(int step);

    /// <summary>The evaluation of an earlier step.</summary>
    PastEvaluation Past(int step);

    /// <summary>Keeps a step's evaluation.</summary>
    void Remember(int step, torch.Tensor sample, torch.Tensor denoised);

    /// <summary>The noise of a step, shaped and placed like x.</summary>
    torch.Tensor Noise(int step, torch.Tensor x);
}
