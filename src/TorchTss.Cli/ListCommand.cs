using System.CommandLine;
using TorchTss.Denoisers;
using TorchTss.Experiments.Axes;
using TorchTss.Hosts;
using TorchTss.Imaging;
using TorchTss.Metrics;
using TorchTss.Metrics.Profiles;
using TorchTss.Networks;
using TorchTss.Networks.Tiling;
using TorchTss.Samplers;
using TorchTss.Schedules;
using TorchTss.Verification;

namespace TorchTss.Cli;

/// <summary><c>tss list</c>: every catalogue, a line for each entry.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var command = new Command("list", "Show every sampler, warp, grid, host, colour fix, metric and verifiable module.");
        command.SetAction(parsed =>
        {
            var to = parsed.InvocationConfiguration.Output;
            HelpPage.Catalogue<IHostKind>(to, "Hosts");
            HelpPage.Catalogue<ISampler>(to, "Samplers");
            HelpPage.Catalogue<ITimeWarp>(to, "Warps");
            HelpPage.Catalogue<IBaseGrid>(to, "Base grids");
            HelpPage.Catalogue<ILevelMap>(to, "Level maps");
            HelpPage.Catalogue<IPrediction>(to, "Prediction types");
            HelpPage.Catalogue<IColorFix>(to, "Colour fixes");
            HelpPage.Catalogue<IAutoencoderTiling>(to, "Kinds of tiles");
            HelpPage.Catalogue<IResampleFilter>(to, "Resampling filters");
            HelpPage.Catalogue<IDerivedAxis>(to, "Derived axes");
            HelpPage.Catalogue<IMetric>(to, "Metrics");
            HelpPage.Catalogue<IMetricProfile>(to, "Metric profiles");
            to.WriteLine();
            to.WriteLine("Modules that tss verify knows:");
            foreach (var (name, summary) in Verifier.Modules) to.WriteLine($"  {name,-38}{summary}");
            return 0;
        });
        return command;
    }
}
