using System.Globalization;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>The analytic network of SUPIR's trajectory cases, read from <c>call.network</c>: a sum of terms, each a number times something known.</summary>
internal sealed class SupirStandIn
{
    private readonly (double Factor, string Term)[] _terms;

    /// <param name="formula"><c>e = 0.6*tanh(x_in) + 0.0004*idx*x_in + …</c>.</param>
    /// <exception cref="UserException">A term that this build does not know.</exception>
    public SupirStandIn(string formula)
    {
        _terms = [.. formula["e = ".Length..].Split(" + ").Select(t => t.Split('*', 2)).Select(t => (double.Parse(t[0], CultureInfo.InvariantCulture), t[1]))];
        if (_terms.Select(t => t.Term).FirstOrDefault(t => t is not (Tanh or Index or Control or Vector or Mean)) is { } unknown)
        {
            throw new UserException($"call.network: '{unknown}' is nothing that this build knows; correct the case");
        }
    }

    private const string Tanh = "tanh(x_in)", Index = "idx*x_in", Control = "control_scale*control", Vector = "vector[:, :, None, None]",
        Mean = "mean(x_in over H, W)";

    /// <summary>Its answer.</summary>
    /// <param name="x">[B, C, h, w].</param>
    /// <param name="index">[1|B, 1, h|1, w|1] float64.</param>
    /// <param name="scale">The control scale, [] or a map.</param>
    /// <param name="control">[B|1, C, h, w].</param>
    /// <param name="vector">[B|1, C].</param>
    public Tensor Answer(Tensor x, Tensor index, Tensor scale, Tensor control, Tensor vector)
    {
        using var scope = NewDisposeScope();
        return _terms.Select(t => t.Factor * Value(t.Term)).Aggregate((sum, term) => sum + term).to(x.dtype).MoveToOuterDisposeScope();

        Tensor Value(string term) => term switch
        {
            Tanh => x.tanh(),
            Index => index.to(x.dtype) * x,
            Control => scale.to(x.dtype) * control,
            Vector => vector.unsqueeze(-1).unsqueeze(-1),
            _ => x.mean([2, 3], keepdim: true),
        };
    }
}
