namespace TorchTss.Benchmarks;

/// <summary>One measurement: a class in a file of its own with <c>[Named]</c> on it, found by the catalogue.</summary>
internal interface IBenchmark
{
    /// <summary>Measures and prints. A failed claim is an exception.</summary>
    /// <param name="arguments">What stood behind the name; a benchmark that starts itself in a child process uses it.</param>
    /// <param name="output">Where tables go.</param>
    void Run(IReadOnlyList<string> arguments, TextWriter output);
}
