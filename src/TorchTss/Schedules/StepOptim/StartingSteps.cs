namespace TorchTss.Schedules.StepOptim;

/// <summary>The plain schedules that the optimisation of the steps starts from.</summary>
internal static class StartingSteps
{
    /// <summary>Whether the steps stay as they are.</summary>
    public static bool IsFinal(StepStart start) => start >= StepStart.UnifTOrigin;

    /// <summary>N + 1 values of λ, from pure noise (t = 1) to t = ε.</summary>
    public static double[] Of(StepStart start, ContinuousTime time, int steps, double epsilon)
    {
        var (first, last) = (time.LambdaOf(1), time.LambdaOf(epsilon));
        return [.. Enumerable.Range(0, steps + 1).Select(k => k == 0 ? first : k == steps ? last : At((double)k / steps))];

        double At(double way) => start switch
        {
            StepStart.UnifT or StepStart.UnifTOrigin => time.LambdaOf(Between(1, epsilon, way)),
            StepStart.Quad or StepStart.QuadOrigin => time.LambdaOf(Math.Pow(Between(1, Math.Sqrt(epsilon), way), 2)),
            StepStart.Edm or StepStart.EdmOrigin => -7 * Math.Log(Between(Math.Exp(-first / 7), Math.Exp(-last / 7), way)),
            _ => Between(first, last, way),
        };
    }

    private static double Between(double from, double to, double way) => from + way * (to - from);
}
