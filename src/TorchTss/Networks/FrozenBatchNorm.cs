using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>Batch normalisation with the statistics of training, as inference uses it.</summary>
/// <remarks>x [B, C, H, W] → the same. Keys are those of torch's BatchNorm2d without <c>num_batches_tracked</c>, which inference never reads:
/// loaders ignore it.</remarks>
internal sealed class FrozenBatchNorm : Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")] private readonly Parameter _weight;
    [ComponentName(Name = "bias")] private readonly Parameter _bias;
    [ComponentName(Name = "running_mean")] private readonly Tensor _mean;
    [ComponentName(Name = "running_var")] private readonly Tensor _variance;
    private readonly double _epsilon;

    public FrozenBatchNorm(int channels, double epsilon = 1e-5) : base(nameof(FrozenBatchNorm))
    {
        (_weight, _bias) = (new Parameter(empty(channels)), new Parameter(empty(channels)));
        (_mean, _variance) = (empty(channels), empty(channels));
        _epsilon = epsilon;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) =>
        functional.batch_norm(x, _mean, _variance, _weight, _bias, training: false, momentum: 0, eps: _epsilon);
}
