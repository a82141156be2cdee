using MathNet.Numerics.LinearAlgebra;
using TorchTss.Checkpoints;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Metrics.Niqe;

/// <summary>The Gaussian that features of natural pictures follow, and the distance of a picture's features from it.</summary>
/// <param name="mean">μp, 36 numbers.</param>
/// <param name="covariance">Σp, 36×36.</param>
internal sealed class NiqeModel(Vector<double> mean, Matrix<double> covariance)
{
    /// <summary>BasicSR's statistics, which pyiqa has too.</summary>
    public static MetricFile File { get; } = new(
        "niqe_pris_params.safetensors", "statistics of natural pictures, BasicSR's niqe_pris_params.npz as safetensors", 0.012,
        "2a7c182a68c9e7f1b2e2e5ec723279d6f65d912b6fcaf37eb2bf03d7367c4296", Ships: true);

    /// <summary>Reads the statistics.</summary>
    /// <exception cref="UserException">A tensor that is missing or has another shape.</exception>
    public static NiqeModel Read(ICheckpoint checkpoint) => new(
        Vector<double>.Build.Dense(Numbers(checkpoint, "mu_pris_param", 1)),
        Matrix<double>.Build.Dense(NiqeFeatures.Count, NiqeFeatures.Count, Numbers(checkpoint, "cov_pris_param", NiqeFeatures.Count)));

    /// <summary>sqrt((μp − μd)ᵀ ((Σp + Σd) / 2)⁻¹ (μp − μd)): 0 is the most natural.</summary>
    /// <param name="features">A row per block; where one is not a number it counts for no mean, and its block for no covariance.</param>
    /// <exception cref="UserException">Fewer than two blocks whose features all exist.</exception>
    public double Distance(double[][] features)
    {
        var whole = features.Where(block => !block.Any(double.IsNaN)).ToArray();
        if (whole.Length < 2)
        {
            throw new UserException($"{whole.Length} of {features.Length} blocks of {NiqeFeatures.Side}x{NiqeFeatures.Side} pixels have any texture, "
                + "but niqe needs two; use --metrics without niqe or a picture that is less flat");
        }
        var own = Vector<double>.Build.Dense(NiqeFeatures.Count, i => features.Select(b => b[i]).Where(v => !double.IsNaN(v)).Average());  // μd
        var rows = Matrix<double>.Build.DenseOfRowArrays(whole);
        var centered = rows - Matrix<double>.Build.Dense(whole.Length, 1, 1.0) * (rows.ColumnSums() / whole.Length).ToRowMatrix();
        var spread = centered.TransposeThisAndMultiply(centered) / (whole.Length - 1);                                                     // Σd
        return Math.Sqrt((mean - own) * ((covariance + spread) / 2).Solve(mean - own));
    }

    private static double[] Numbers(ICheckpoint checkpoint, string name, int rows)
    {
        using var scope = NewDisposeScope();
        var values = checkpoint.Tensor(name);
        return values.shape is [var r, NiqeFeatures.Count] && r == rows
            ? values.to(ScalarType.Float64).contiguous().data<double>().ToArray()
            : throw new UserException($"{checkpoint.Path}: {name} is [{string.Join(", ", values.shape)}], expected [{rows}, {NiqeFeatures.Count}]; "
                + "take the file that comes with the program");
    }
}
