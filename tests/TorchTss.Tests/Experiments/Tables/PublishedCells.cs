using System.Text.RegularExpressions;

namespace TorchTss.Tests.Experiments.Tables;

/// <summary>Every number of a published table with the point that it belongs to, in the words of our axes: "steps=7 tss=off | niqe = 5.80".</summary>
internal static partial class PublishedCells
{
    private static readonly Dictionary<string, string> _metrics = new()
    {
        ["NIQE"] = "niqe",
        ["CLIPIQA"] = "clipiqa",
        ["MUSIQ"] = "musiq",
        ["QAlign"] = "qalign",
        ["PSNR"] = "psnr",
        ["SSIM"] = "ssim",
        ["LPIPS"] = "lpips",
        ["seconds per image"] = "seconds",
    };

    public static IReadOnlyList<string> Of(int number)
    {
        var table = PublishedTable.Read(number);
        return [.. number switch
        {
            1 => table.Rows.SelectMany(r => Columns(table, r, 2, 6, Method(r[0], r[1]))),
            2 => table.Rows.SelectMany(r => Across(r[1], r.Skip(2), [.. Strategies("off", "tds", "tds+sds").Select(s => $"steps={r[0]} {s}")])),
            3 => table.Rows.SelectMany(r => Across(r[0], r.Skip(1), Strategies("off", "late-only", "tds"))),
            4 => table.Rows.SelectMany(r => Across(r[0], r.Skip(1), [.. table.Head.Skip(1).Select(f => $"function={f}")])),
            5 => Settings(table),
            6 => table.Rows.SelectMany(r => Columns(table, r, 3, 7, $"sampler={Sampler(r[2])} steps={r[1]} tss={Tss(r[2])}")),
            7 => from r in table.Rows from c in new[] { 1, 2 } select Cell(Method(table.Head[c], r[0]), "fid", r[c]),
            8 => table.Rows.SelectMany(r => Columns(table, r, 1, 5, $"schedule={r[0].ToLowerInvariant()}")),
            9 => table.Rows.SelectMany(r => Across(r[0], r.Skip(1).Select(v => v.Split(' ')[0]), ["run=plain, N = 20", "run=tss, N = 7"])),
            10 => table.Rows.SelectMany(r => Across(r[0], r.Skip(1), [.. table.Head.Skip(1).Select(h => $"tds={h}")])),
            _ => table.Rows.SelectMany(r => Columns(table, r, 2, 9, Method(r[0], r[1]))),
        }];
    }

    public static string Cell(string point, string metric, string value) => $"{point} | {metric} = {value}";

    /// <summary>A row whose columns are metrics; "-" is no number.</summary>
    private static IEnumerable<string> Columns(PublishedTable table, IReadOnlyList<string> row, int from, int to, string point) =>
        Enumerable.Range(from, to - from).Where(c => row[c] != "-").Select(c => Cell(point, _metrics[table.Head[c]], row[c]));

    /// <summary>A row that is a metric, over columns that are points.</summary>
    private static IEnumerable<string> Across(string metric, IEnumerable<string> values, string[] points) =>
        values.Zip(points, (value, point) => Cell(point, _metrics[metric], value));

    private static string[] Strategies(params string[] names) => Array.ConvertAll(names, n => $"tss={n}");

    private static string Method(string data, string method) => OurHosts().Match(method) is { Success: true } host
        ? $"data={data} method={host.Groups["host"]}{host.Groups["steps"]} tss={Tss(method)}"
        : $"data={data} method={method}";

    private static string Tss(string text) => text.Contains("+ TSS", StringComparison.Ordinal) ? "tss" : "off";

    private static string Sampler(string text) => text.Split(' ')[0].ToLowerInvariant();

    private static IEnumerable<string> Settings(PublishedTable table)
    {
        for (var c = 1; c < table.Head.Count; c++)
        {
            var column = table.Rows.ToDictionary(r => r[0], r => r[c]);
            var point = $"settings={table.Head[c].ToLowerInvariant()} backbone={column["backbone"]} sampler={column["sampler"]}";
            foreach (var (row, name) in new[] { ("n min, max", "n"), ("a min, max", "a") })
            {
                var ends = column[row].Split(", ");
                yield return Cell(point, $"{name}-min", ends[0]);
                yield return Cell(point, $"{name}-max", ends[1]);
            }
        }
    }

    [GeneratedRegex(@"^(?<host>StableSR|SUPIR|PASD)( \+ TSS)?(?<steps>,? \(?N ?= ?\d+\)?)$")]
    private static partial Regex OurHosts();
}
