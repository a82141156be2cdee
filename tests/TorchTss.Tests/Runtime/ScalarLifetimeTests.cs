using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchTss.Tests.Runtime;

/// <summary>A number that is handed to libtorch lives until the call is over, whatever the garbage collector does meanwhile.</summary>
/// <remarks>Directory.Build.targets says how. The first test decides: with TorchSharp as it is published it fails. The second provokes the error, which
/// takes luck: some 70 in a million operations of a program that did nothing else, none in some runs of this test.</remarks>
[NonParallelizable]
public sealed class ScalarLifetimeTests
{
    private const double Seconds = 3;

    [Test]
    public void TorchSharp_is_compiled_so_that_arguments_live_through_their_call() =>
        Assert.That(typeof(TorchSharp.torch).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled, Is.True);

    [Test]
    public void Numbers_survive_collections_of_other_threads()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(Seconds));
        var collecting = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested) GC.Collect(0);
        });
        var complaints = Task.WhenAll(Enumerable.Range(0, 3).Select(k => Task.Run(() => Complaint(k + 2, stop.Token)))).Result.OfType<string>();
        collecting.Wait();
        Assert.That(complaints, Is.Empty);
    }

    private static string? Complaint(double factor, CancellationToken stop)
    {
        using var off = no_grad();
        using var x = ones(64);
        while (!stop.IsCancellationRequested)
        {
            using var scope = NewDisposeScope();
            try
            {
                var sum = x.add(x, factor)[0].item<float>();
                if (sum != (float)(1 + factor)) return $"1 + {factor} is {sum}";
            }
            catch (ExternalException e)
            {
                return e.Message.Split('\n')[0];
            }
        }
        return null;
    }
}
