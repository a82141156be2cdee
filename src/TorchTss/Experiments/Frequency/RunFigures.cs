namespace TorchTss.Experiments.Frequency;

/// <summary>The measured energies of one run as rows.</summary>
internal static class RunFigures
{
    /// <summary>Rows of every step, scope and band, steps rising.</summary>
    public static IEnumerable<FrequencyRow> Of(string cell, RunSpectra run, TextureThresholds thresholds, FrequencyOptions options)
    {
        var classes = run.Variances.Select(thresholds.ClassOf).ToArray();
        var before = new Dictionary<(string, string), double>();
        foreach (var step in run.Steps)
        {
            foreach (var f in BandFigures.Of(run.Reference, step.Residual, classes, options.Bands.Names, run.Pixels, options.Patch))
            {
                double? delta = before.TryGetValue((f.Scope, f.Band), out var last) ? f.Noise - last : null;
                before[(f.Scope, f.Band)] = f.Noise;
                yield return new FrequencyRow(cell, step.K, Timestep(step, f.Scope, classes), f.Scope, f.Band, Defined(f.SnrDb), f.Noise, delta);
            }
        }
    }

    /// <summary>Rows of the one result that was measured.</summary>
    public static IEnumerable<AcrossRow> Across(string cell, RunSpectra run, TextureThresholds thresholds, FrequencyOptions options) =>
        Of(cell, run, thresholds, options).Select(r => new AcrossRow(cell, r.Scope, r.Band, r.SnrDb, r.Noise));

    private static double Timestep(StepSpectrum step, string scope, TextureClass[] classes) => scope == BandFigures.All ? step.Timesteps[0]
        : Enumerable.Range(0, classes.Length).Where(p => BandFigures.Name(classes[p]) == scope).Average(p => step.Timesteps[p + 1]);

    private static double? Defined(double value) => double.IsNaN(value) ? null : value;
}
