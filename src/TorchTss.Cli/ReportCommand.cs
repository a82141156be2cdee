using System.CommandLine;
using TorchTss.Reports;
using TorchTss.Reports.Files;

namespace TorchTss.Cli;

/// <summary><c>tss report</c>: a results file as one HTML page.</summary>
internal static class ReportCommand
{
    public static (Command Command, IReadOnlyList<OptionGroup> Groups) Create()
    {
        var results = new Argument<string>("RESULTS")
        {
            Description = "results file that ablate, table, tune or analyze made; it may still be growing",
        };
        var output = OptionParsing.Text(
            "--output", "PAGE.html", "the page (default: the results file's name with .html); an earlier report is replaced");
        output.Aliases.Add("-o");
        var pictures = OptionParsing.Whole("--pictures", "N", "embed the pictures of the first N inputs (default: as many as fit into about 60 MB)");
        var lossless = OptionParsing.Flag("--lossless", "embed pictures to the bit, at several times the size");
        var csv = OptionParsing.Text("--csv", "FOLDER", "write the tables as CSV too");
        var json = OptionParsing.Flag("--json", "print the tables as one line of JSON and nothing else");
        var overwrite = OptionParsing.Flag("--overwrite", "replace PAGE.html even if it is no report");
        IReadOnlyList<OptionGroup> groups = [new("Report", [output, pictures, lossless, csv, json, overwrite])];
        var command = new Command("report", "Make one HTML page from a results file; nothing is run.") { results };
        foreach (var option in groups.SelectMany(g => g.Options)) command.Add(option);
        command.SetAction(parsed =>
        {
            UnknownOptions.Refuse([parsed.GetValue(results)], groups);
            var request = ReportRequest.Of(
                parsed.GetValue(results)!, parsed.GetValue(output), parsed.GetValue(csv),
                new ReportOptions { Pictures = parsed.GetValue(pictures), Lossless = parsed.GetValue(lossless) });
            request.Check(parsed.GetValue(overwrite));
            Write(request, parsed.GetValue(json), parsed.InvocationConfiguration.Output);
            return 0;
        });
        return (command, groups);
    }

    private static void Write(ReportRequest request, bool json, TextWriter to)
    {
        using var report = ReportContext.Open(request.Results, request.Options);
        if (request.Csv is { } folder) OutputFolder.Prepare(folder);
        var summary = report.WritePage(request.Page);
        var tables = request.Csv is null ? [] : CsvTables.Write(report, request.Csv);
        if (json)
        {
            to.WriteLine(JsonTables.Line(report, summary, request.Page, tables));
            return;
        }
        var runs = summary.Finished == summary.Expected ? Number.Count(summary.Finished, "run") : $"{summary.Finished} of {summary.Expected} runs";
        to.WriteLine($"wrote {request.Page} ({Number.Megabytes(summary.Bytes)}): {Number.Count(summary.Settings, "setting")} on "
            + $"{Number.Count(summary.Inputs, "picture")}, {runs} finished");
        foreach (var remark in summary.Remarks) to.WriteLine($"note: {remark}");
        foreach (var table in tables) to.WriteLine($"wrote {table}");
    }
}
