namespace TorchTss.Cli;

/// <summary>The program <c>tss</c>.</summary>
internal static class Program
{
    private static int Main(string[] arguments) => arguments.Length;
}
