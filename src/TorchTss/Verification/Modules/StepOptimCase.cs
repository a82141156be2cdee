using System.Globalization;
using System.Text.RegularExpressions;
using TorchTss.Checkpoints;
using TorchTss.Runtime;
using TorchTss.Schedules;
using TorchTss.Schedules.StepOptim;

namespace TorchTss.Verification.Modules;

/// <summary>What the cases of the optimised steps have in common: the table, and what an output's name asks for.</summary>
internal static partial class StepOptimCase
{
    /// <summary>The table that the configuration describes in words; Stable Diffusion's where it says nothing.</summary>
    public static ContinuousTime Time(ConfigReader config)
    {
        config.Ignore("schedule");
        var words = Betas().Match(config.Text("betas") ?? "sqrt-linear 0.00085..0.012, 1000 steps");
        if (!words.Success) throw config.Refusal("betas", "is none of 'sqrt-linear A..B, N steps' and 'linear A..B, N steps'");
        var (start, end, count) = (Number(words.Groups["start"].Value), Number(words.Groups["end"].Value), (int)Number(words.Groups["count"].Value));
        var linear = words.Groups["kind"].Value == "linear";
        return new ContinuousTime(linear ? NoiseTable.Linear(start, end, count) : NoiseTable.ScaledLinear(start, end, count));
    }

    /// <summary>quantity.init.N, then trunc… and p… where the quantity depends on them: <c>obj.unif_t.7.trunc3.p2</c>.</summary>
    public static (string Quantity, string Init, int Steps, int Trunc, double Power) Parse(FixtureCase fixture, string output)
    {
        var words = OutputName().Match(output);
        if (!words.Success) throw new UserException($"{fixture.Folder}: output '{output}' is not QUANTITY.INIT.N.truncK.pP");
        return (words.Groups["quantity"].Value, words.Groups["init"].Value, (int)Number(words.Groups["steps"].Value),
            words.Groups["trunc"].Success ? (int)Number(words.Groups["trunc"].Value) : 3,
            words.Groups["power"].Success ? Number(words.Groups["power"].Value) : 2);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<kind>sqrt-linear|linear) (?<start>[0-9.e-]+?)\.\.(?<end>[0-9.e-]+), (?<count>\d+) steps")]
    private static partial Regex Betas();

    [GeneratedRegex(@"^(?<quantity>t|lambda|obj)\.(?<init>[a-z_]+)\.(?<steps>\d+)(\.trunc(?<trunc>\d+))?(\.p(?<power>[0-9.]+))?$")]
    private static partial Regex OutputName();
}
