using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks.Tiling;

/// <summary>What a group norm measures, apart from where it is used.</summary>
/// <param name="Mean">[B·groups] float32.</param>
/// <param name="Variance">[B·groups] float32, biased.</param>
internal sealed record NormStatistics(Tensor Mean, Tensor Variance) : IDisposable
{
    private const double Epsilon = 1e-6;                        // of every norm of an autoencoder

    /// <summary>Of a feature map.</summary>
    /// <param name="norm">Says the groups.</param>
    /// <param name="x">[B, C, h, w].</param>
    public static NormStatistics Of(GroupNorm norm, Tensor x)
    {
        using var scope = NewDisposeScope();
        var (variance, mean) = var_mean(x.reshape(x.size(0) * norm.num_groups, -1).to(float32), [1L], unbiased: false);
        return new NormStatistics(mean.MoveToOuterDisposeScope(), variance.MoveToOuterDisposeScope());
    }

    /// <summary>The norm with these statistics instead of its own.</summary>
    /// <param name="norm">Says groups, weight and bias.</param>
    /// <param name="x">[B, C, h, w], any float type; it stays as it is.</param>
    public Tensor Apply(GroupNorm norm, Tensor x)
    {
        using var scope = NewDisposeScope();
        var (batch, channels) = (x.size(0), x.size(1));
        var perGroup = channels / norm.num_groups;
        var rows = x.reshape(1, batch * channels, x.size(2), x.size(3));
        var (weight, bias) = (norm.weight!.to(float32).repeat(batch), norm.bias!.to(float32).repeat(batch));
        var y = functional.batch_norm(
            rows, Mean.repeat_interleave(perGroup), Variance.repeat_interleave(perGroup), weight, bias, training: false, momentum: 0, eps: Epsilon);
        return y.view(x.shape).MoveToOuterDisposeScope();
    }

    /// <summary>The same, in no dispose scope from now on.</summary>
    public NormStatistics Detached()
    {
        Mean.DetachFromDisposeScope();
        Variance.DetachFromDisposeScope();
        return this;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Mean.Dispose();
        Variance.Dispose();
    }
}
