using System.Diagnostics;
using System.Globalization;
using TorchTss.Runtime;
using static System.FormattableString;

namespace TorchTss.Fuzz;

/// <summary>Damages the checkpoints of a folder and opens what comes of it.</summary>
/// <remarks><c>dotnet run --project tools/TorchTss.Fuzz -c Release -- FOLDER [--mutants N] [--seconds S] [--seed K] [--first I] [--keep FOLDER]
/// [--list]</c>: 100,000 mutants unless a number or a time is given; --first sees one again, --keep keeps those that fail, --list shows
/// the sentences of the refusals.</remarks>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        try
        {
            var (folder, options, list) = Parse(arguments);
            var seeds = FuzzSeeds.In(folder);
            using var place = new FuzzFolder();
            Environment.CurrentDirectory = place.Inner;
            var watch = place.IsWatched ? "opened files are watched" : "opened files are not watched on this system";
            var what = Invariant($"{seeds.Good.Count} checkpoints and {seeds.Bad.Count} other files of {folder}");
            Console.WriteLine(Invariant($"{what}, seed {options.Seed}; {watch}"));
            Console.WriteLine($"the mutant at work is {place.Mutant}");
            var clock = Stopwatch.StartNew();
            var report = new FuzzRun(new FuzzMutants(seeds, options.Seed), options).Run(new FuzzCase(place).Run);
            if (list) foreach (var kind in report.Kinds) Console.WriteLine($"  {kind}");
            foreach (var failure in report.Failures) Console.WriteLine(failure);
            Console.WriteLine(Invariant($"{report} in {clock.Elapsed.TotalSeconds:F0} s"));
            return report.Failures.Count == 0 && report.Mutants > 0 ? 0 : 1;
        }
        catch (UserException e)
        {
            Console.Error.WriteLine(e.Message);
            return e.ExitCode;
        }
    }

    private static (string Folder, FuzzOptions Options, bool List) Parse(string[] arguments)
    {
        var (folder, options, list, mutants) = ((string?)null, new FuzzOptions(), false, false);
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--list":
                    list = true;
                    break;
                case "--mutants":
                    (options, mutants) = (options with { Mutants = Number(arguments, ++i) }, true);
                    break;
                case "--seconds":
                    options = options with { Limit = TimeSpan.FromSeconds(Number(arguments, ++i)) };
                    break;
                case "--seed":
                    options = options with { Seed = (int)Number(arguments, ++i) };
                    break;
                case "--first":
                    options = options with { First = Number(arguments, ++i) };
                    break;
                case "--keep":
                    options = options with { Keep = Path.GetFullPath(Value(arguments, ++i)) };
                    break;
                case var path when !path.StartsWith('-') && folder is null:
                    folder = Path.GetFullPath(path);
                    break;
                case var other:
                    throw new UsageException($"{other}: unknown; known: FOLDER --mutants --seconds --seed --first --keep --list");
            }
        }
        // Time alone is a limit of its own.
        if (!mutants && options.Limit != TimeSpan.MaxValue) options = options with { Mutants = long.MaxValue - options.First };
        return folder is not null ? (folder, options, list)
            : throw new UsageException("FOLDER: give one with checkpoints, such as tests/TorchTss.Tests/Fixtures/convert");
    }

    private static string Value(string[] arguments, int i) =>
        i < arguments.Length ? arguments[i] : throw new UsageException($"{arguments[i - 1]}: has no value");

    private static long Number(string[] arguments, int i) =>
        long.TryParse(Value(arguments, i), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= int.MaxValue
            || Value(arguments, i) == "0" ? number
            : throw new UsageException($"{arguments[i - 1]} {arguments[i]}: use a whole number up to {int.MaxValue}");
}
