using TorchTss.Runtime;

namespace TorchTss.Benchmarks;

/// <summary><c>dotnet run --project tools/TorchTss.Benchmarks -c Release -- NAME [ARGUMENTS]</c>; without a name the list of benchmarks.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        Catalog<IBenchmark>.Add(typeof(Program).Assembly);
        if (arguments.Length == 0)
        {
            foreach (var entry in Catalog<IBenchmark>.Entries) Console.WriteLine($"{entry.Name,-24} {entry.Summary}");
            return 0;
        }
        try
        {
            Catalog<IBenchmark>.Create(arguments[0], "benchmark").Run(arguments[1..], Console.Out);
            return 0;
        }
        catch (UserException e)
        {
            Console.Error.WriteLine(e.Message);
            return e.ExitCode;
        }
    }
}
