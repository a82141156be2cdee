using TorchSharp.Modules;
using TorchSharp.Utils;
using TorchTss.Networks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.Fid;

/// <summary>Convolution without bias, batch norm, ReLU: what Inception is made of.</summary>
/// <remarks>[B, In, h, w] → [B, Out, h', w']. torchvision BasicConv2d.</remarks>
internal sealed class InceptionConvolution : Module<Tensor, Tensor>
{
    private const double Epsilon = 1e-3;

    [ComponentName(Name = "conv")] private readonly Conv2d _conv;
    [ComponentName(Name = "bn")] private readonly FrozenBatchNorm _norm;

    /// <summary>A square kernel.</summary>
    public InceptionConvolution(int input, int output, int kernel, int stride = 1, int padding = 0)
        : this(input, output, (kernel, kernel), stride, (padding, padding))
    {
    }

    /// <summary>A kernel of another height than width, which keeps the size.</summary>
    public InceptionConvolution(int input, int output, (int Height, int Width) kernel)
        : this(input, output, kernel, 1, (kernel.Height / 2, kernel.Width / 2))
    {
    }

    private InceptionConvolution(int input, int output, (int Height, int Width) kernel, int stride, (int Height, int Width) padding)
        : base(nameof(InceptionConvolution))
    {
        _conv = Conv2d(input, output, (kernel.Height, kernel.Width), (stride, stride), (padding.Height, padding.Width), bias: false);
        _norm = new(output, Epsilon);
        RegisterComponents();
    }

    /// <summary>One after the other; what lies between is freed at once.</summary>
    public static Tensor Chain(Tensor x, params ReadOnlySpan<InceptionConvolution> convolutions)
    {
        var h = convolutions[0].call(x);
        foreach (var convolution in convolutions[1..])
        {
            var next = convolution.call(h);
            h.Dispose();
            h = next;
        }
        return h;
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return _norm.call(_conv.call(x)).relu_().MoveToOuterDisposeScope();
    }
}
