using static TorchSharp.torch;

namespace TorchTss.Metrics.Fid;

/// <summary>The Fréchet distance of two normal distributions, fitted to two sets of feature vectors.</summary>
/// <remarks>|μ₁−μ₂|² + Tr Σ₁ + Tr Σ₂ − 2 Tr (Σ₁Σ₂)^½ (Heusel et al. 2017). A = centred rows/√(N−1) has Σ = AᵀA; the non-zero eigenvalues of
/// Σ₁Σ₂ are the squares of the singular values of A₁A₂ᵀ, so the last trace is their sum: no matrix root, and exact also where there are fewer
/// rows than columns.</remarks>
internal static class FrechetDistance
{
    /// <summary>The distance, 0 or more.</summary>
    /// <param name="first">[N₁, D] float64 on the CPU, N₁ ≥ 2.</param>
    /// <param name="second">[N₂, D] float64 on the CPU, N₂ ≥ 2.</param>
    public static double Between(Tensor first, Tensor second)
    {
        using var scope = NewDisposeScope();
        var (mean1, mean2) = (first.mean([0], keepdim: true), second.mean([0], keepdim: true));
        var (root1, root2) = (Root(first - mean1), Root(second - mean2));
        var shared = linalg.svdvals(root1.matmul(root2.t())).sum();
        var distance = (mean1 - mean2).square().sum() + root1.square().sum() + root2.square().sum() - shared * 2;
        return Math.Max(0, distance.item<double>());                            // equal sets differ by rounding alone
    }

    /// <summary>A with Σ = AᵀA and no more rows than columns: a long set is replaced by the triangle of its QR decomposition.</summary>
    private static Tensor Root(Tensor centred)
    {
        using var scope = NewDisposeScope();
        var root = centred / Math.Sqrt(centred.size(0) - 1);
        if (root.size(0) > root.size(1)) root = linalg.qr(root, linalg.QRMode.R).R;
        return root.MoveToOuterDisposeScope();
    }
}
