namespace TorchTss.Schedules.StepOptim;

/// <summary>The bound on the error of a multistep solver, of order 3 at most, along steps in λ (Xue et al. 2024, "StepOptim").</summary>
/// <remarks>A data prediction at λ is taken to be off by e(λ) = σ^p/α; every step weighs the evaluations it uses by the solver's own coefficients.
/// The first and the last step are of order 1, their neighbours of order 2.</remarks>
/// <param name="trunc">Before this step errors add up as lengths; from it on their signed sums per evaluation may cancel between steps.</param>
/// <param name="power">p: 2 for latent models, 1 for pixel models.</param>
internal sealed class StepObjective(int trunc, double power)
{
    /// <summary>The bound.</summary>
    /// <param name="lambda">N + 1 values of λ, rising.</param>
    public double Of(ReadOnlySpan<double> lambda)
    {
        var steps = lambda.Length - 1;
        var (h, growth, error, signed) = (new double[steps], new double[steps + 1], new double[steps + 1], new double[steps]);
        for (var i = 0; i <= steps; i++)
        {
            growth[i] = Math.Exp(lambda[i]);                                            // E, which is α/σ
            var square = growth[i] * growth[i];
            error[i] = Math.Pow(1 + square, -power / 2) * Math.Sqrt(1 + 1 / square);    // e = σ^p/α
            if (i < steps) h[i] = lambda[i + 1] - lambda[i];
        }

        var total = 0.0;
        for (var s = 0; s < steps; s++)
        {
            if (s == 0 || s == steps - 1) total += Math.Abs((growth[s + 1] - growth[s]) * error[s]);
            else if (s == 1 || s == steps - 2) Add(s, s - 1, SecondOrder(growth[s], h[s - 1], h[s]));
            else Add(s, s - 2, ThirdOrder(growth[s], h[s - 2], h[s - 1], h[s]));
        }
        return total + signed.Sum(Math.Abs);

        void Add(int step, int first, ReadOnlySpan<double> weights)
        {
            var squares = 0.0;
            for (var j = 0; j < weights.Length; j++)
            {
                var weighted = error[first + j] * weights[j];
                if (step >= trunc) signed[first + j] += weighted;
                else squares += weighted * weighted;
            }
            total += Math.Sqrt(squares);
        }
    }

    /// <summary>double[] of the last two evaluations, the older first.</summary>
    private static double[] SecondOrder(double growth, double a, double b)
    {
        var (h0, h1, _) = Integrals(b);
        return [-growth * h1 / a, growth * (h1 + a * h0) / a];
    }

    /// <summary>double[] of the last three evaluations, the oldest first.</summary>
    private static double[] ThirdOrder(double growth, double a, double b, double g)
    {
        var (h0, h1, h2) = Integrals(g);
        return
        [
            growth * (h2 + b * h1) / (a * (a + b)),
            -growth * (h2 + (a + b) * h1) / (a * b),
            growth * (h2 + (2 * b + a) * h1 + b * (a + b) * h0) / (b * (a + b)),
        ];
    }

    /// <summary>H0, H1 and H2: the integrals of eˣ, x·eˣ and x²·eˣ from 0 to h.</summary>
    private static (double H0, double H1, double H2) Integrals(double h)
    {
        var e = Math.Exp(h);
        var (h0, h1) = (e - 1, h * e - (e - 1));
        return (h0, h1, h * h * e - 2 * h1);
    }
}
