using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace TorchTss.Schedules.StepOptim;

/// <summary>The steps with the smallest bound: Nelder–Mead, restarted at the best point until that no longer helps.</summary>
/// <remarks>Without constraints: the lengths of the steps are a softmax of the unknowns. The bound has kinks, where a simplex gets stuck;
/// so simplices to either side, wide and narrow, take turns until none of them helps, which makes the result independent of the start.
/// The original's solver (SciPy's trust-constr) stops short of the minimum, at a place that depends on the last bit of ᾱ
/// (N = 7: 8.57 to 9.48 for a minimum of 8.5656).</remarks>
internal static class StepMinimum
{
    private const double Convergence = 1e-10, Improvement = 1e-9;
    private const int Evaluations = 100_000, Restarts = 60;
    private static readonly double[] _simplices = [0.25, -0.25, 0.05, -0.05];

    /// <summary>Best N + 1 values of λ and their bound.</summary>
    /// <param name="objective">The bound.</param>
    /// <param name="start">N + 1 values of λ, rising; the ends stay.</param>
    public static (double[] Lambda, double Value) Find(StepObjective objective, double[] start)
    {
        var steps = start.Length - 1;
        if (steps < 2) return (start, objective.Of(start));
        var best = (Point: Unknowns(start), Value: double.PositiveInfinity);
        for (var (restart, idle) = (0, 0); restart < Restarts && idle < _simplices.Length; restart++)
        {
            var earlier = best.Value;
            Run(_simplices[restart % _simplices.Length]);
            idle = earlier - best.Value < Improvement ? idle + 1 : 0;
        }
        return (Lambda(best.Point), best.Value);

        void Run(double side)
        {
            try
            {
                var simplex = Vector<double>.Build.Dense(steps - 1, side);
                NelderMeadSimplex.Minimum(ObjectiveFunction.Value(Value), best.Point, simplex, Convergence, Evaluations);
            }
            catch (MaximumIterationsException)      // which loses its best point; ours is kept
            {
            }
        }

        double Value(Vector<double> point)
        {
            var value = objective.Of(Lambda(point));
            if (!double.IsFinite(value)) return double.PositiveInfinity;
            if (value < best.Value) best = (point.Clone(), value);
            return value;
        }

        double[] Lambda(Vector<double> point)
        {
            var (largest, lambda) = (Math.Max(0, point.Maximum()), new double[steps + 1]);
            for (var i = 0; i < steps; i++) lambda[i + 1] = lambda[i] + Math.Exp((i < steps - 1 ? point[i] : 0) - largest);
            var scale = (start[^1] - start[0]) / lambda[^1];
            for (var i = 0; i < steps; i++) lambda[i] = start[0] + scale * lambda[i];
            lambda[^1] = start[^1];
            return lambda;
        }
    }

    /// <summary>The softmax's inverse: logarithms of the steps' lengths, less that of the last.</summary>
    private static Vector<double> Unknowns(double[] lambda)
    {
        var lengths = lambda.Zip(lambda.Skip(1), (a, b) => Math.Log(b - a)).ToArray();
        return Vector<double>.Build.DenseOfEnumerable(lengths[..^1].Select(l => l - lengths[^1]));
    }
}
