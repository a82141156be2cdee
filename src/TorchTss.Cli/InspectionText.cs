using System.Text.Encodings.Web;
using System.Text.Json;
using TorchTss.Checkpoints;
using TorchTss.Inspection;
using TorchTss.Reports;
using TorchTss.Runtime;
using static System.FormattableString;

namespace TorchTss.Cli;

/// <summary>An inspection in lines for people, or as one JSON object.</summary>
internal static class InspectionText
{
    private const int Indent = 16, Longest = 200;

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Lines.</summary>
    public static void Write(CheckpointInspection found, bool keys, TextWriter to)
    {
        to.WriteLine($"{found.Path}: {ShownText.Of(What(found))}");
        Line("container", $"{found.Container}, {ByteSize.Text(found.Bytes)}");
        if (found.Layout is { } layout) Line("layout", Invariant($"{layout}; {Percent(found.Certainty)} sure"));
        foreach (var network in found.Networks)
        {
            Line(network.Component, Invariant($"{network.Title}, {Number.Count(network.Tensors, "tensor")}, {Parameters(network.Parameters)}, ")
                + $"{ByteSize.Text(network.Bytes)}, {string.Join(" and ", network.Types.Select(t => network.Types.Count == 1 ? t.Key : Invariant($"{t.Value} {t.Key}")))}");
        }
        if (found.Sha256 is { } hash) Line("sha256", hash);
        foreach (var use in found.Uses) Line("use", use);
        foreach (var remark in found.Remarks) Line("note", remark);
        foreach (var (key, value) in found.Metadata) Line("metadata", $"{key}: {Shortened(value)}");
        if (!keys) return;
        foreach (var entry in found.Entries) to.WriteLine(ShownText.Of($"{entry.Name} {Shape(entry)} {entry.Stored}"));

        // Whoever made the file chose its names and texts: none of them may steer the terminal.
        void Line(string label, string text) => to.WriteLine($"  {ShownText.Of(label),-Indent}{ShownText.Of(text)}");
    }

    /// <summary>One JSON object; tensors only when they are asked for.</summary>
    public static void WriteJson(CheckpointInspection found, bool keys, TextWriter to) => to.WriteLine(JsonSerializer.Serialize(new
    {
        found.Path,
        found.Container,
        found.Bytes,
        found.Layout,
        found.Certainty,
        found.Family,
        Networks = found.Networks.Select(n => new
        {
            n.Component,
            n.Title,
            n.Tensors,
            n.Parameters,
            n.Bytes,
            n.Types,
            Config = n.Config.Length > 0 ? JsonDocument.Parse(n.Config).RootElement : default(JsonElement?),
        }),
        found.Uses,
        found.Remarks,
        found.Metadata,
        found.Sha256,
        Tensors = keys ? found.Entries.Select(e => new { e.Name, e.Shape, Type = e.Stored }) : null,
    }, _json));

    private static string What(CheckpointInspection found) => found.Networks switch
    {
        [{ Component: "" } only] when found.Uses.Count == 0 => $"tensors {only.Title}",
        [var only] => only.Title,
        _ when found.Networks.Any(n => n.Component == "control") =>
            found.Networks.Any(n => n.Component == "unet") ? "SUPIR and its SDXL base" : "SUPIR, an addition to SDXL",
        { Count: > 1 } => found.Family is { } family ? $"{family} model" : Number.Count(found.Networks.Count, "network"),
        _ => "nothing known",
    };

    private static string Parameters(long count) => count >= 1_000_000
        ? Invariant($"{count / 1e6:0.#} million parameters") : Invariant($"{count} parameters");

    private static string Percent(double share) => Invariant($"{Math.Floor(share * 1000) / 10:0.#} %");

    private static string Shape(CheckpointEntry entry) => $"[{string.Join(", ", entry.Shape)}]";

    private static string Shortened(string value)
    {
        var line = value.ReplaceLineEndings(" ");
        return line.Length > Longest ? Invariant($"{ShownText.Of(line, Longest)} ({line.Length} characters)") : line;
    }
}
