using System.Diagnostics;
using static System.FormattableString;

namespace TorchTss.Fuzz;

/// <summary>Runs mutants on a thread of its own and watches that none takes too long.</summary>
internal sealed class FuzzRun(FuzzMutants mutants, FuzzOptions options)
{
    private const int MostFailures = 10;

    private readonly FuzzReport _report = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _number = -1, _began;

    /// <summary>Runs until there are enough, the time is over, ten have failed or one does not end.</summary>
    /// <param name="one">What is done with each; always on the same thread.</param>
    public FuzzReport Run(Func<byte[], FuzzOutcome> one)
    {
        var worker = new Thread(() => Work(one)) { IsBackground = true };
        worker.Start();
        while (!worker.Join(100))
        {
            var (number, began) = (Interlocked.Read(ref _number), Interlocked.Read(ref _began));
            if (number < 0 || _clock.ElapsedMilliseconds - began < options.PerMutant.TotalMilliseconds) continue;
            if (Interlocked.Read(ref _number) != number) continue;
            var hung = new FuzzReport();                        // the other one belongs to the thread that hangs
            hung.Fail(number, Invariant($"does not end within {options.PerMutant.TotalSeconds} s"));
            Keep(number);
            return hung;
        }
        return _report;
    }

    private void Work(Func<byte[], FuzzOutcome> one)
    {
        for (var number = options.First; number < options.First + options.Mutants; number++)
        {
            if (_clock.Elapsed >= options.Limit || _report.Failures.Count >= MostFailures) return;
            var mutant = mutants[number];
            Interlocked.Exchange(ref _began, _clock.ElapsedMilliseconds);
            Interlocked.Exchange(ref _number, number);
            var outcome = one(mutant);
            Interlocked.Exchange(ref _number, -1);
            _report.Add(number, outcome);
            if (outcome.Failure is not null) Keep(number);
        }
    }

    private void Keep(long number)
    {
        if (options.Keep is null) return;
        Directory.CreateDirectory(options.Keep);
        File.WriteAllBytes(Path.Combine(options.Keep, Invariant($"mutant-{options.Seed}-{number}.pth")), mutants[number]);
    }
}
