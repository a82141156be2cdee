using System.Security.Cryptography;
using System.Text.Json;
using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Conversion;
using TorchTss.Checkpoints.Layouts;
using TorchTss.Runtime;

namespace TorchTss.Inspection;

/// <summary>Says what a checkpoint or a folder of them is; reads headers and key lists, no weights.</summary>
public static class Inspector
{
    private static readonly Dictionary<string, string> _titles = new()
    {
        ["unet"] = "UNet",
        ["controlnet"] = "ControlNet",
        ["vae"] = "autoencoder",
        ["text_encoder"] = "text encoder",
        ["text_encoder_2"] = "second text encoder",
        [SupirLayout.Control] = $"{SupirLayout.Title(SupirLayout.Control)} of SUPIR",
        [SupirLayout.Adaptors] = $"{SupirLayout.Title(SupirLayout.Adaptors)} of SUPIR",
        [SupirLayout.DenoiseEncoder] = $"{SupirLayout.Title(SupirLayout.DenoiseEncoder)} of SUPIR",
    };

    /// <summary>Looks at a file or a diffusers folder.</summary>
    /// <param name="path">What to look at.</param>
    /// <param name="hash">Compute the SHA-256 of a file, which reads all of it.</param>
    /// <exception cref="UserException">Nothing there, or nothing that can be read; says what it is where that is known.</exception>
    public static CheckpointInspection Run(string path, bool hash = false)
    {
        if (Directory.Exists(path)) return hash ? throw SeveralFiles(path) : Folder(DiffusersFolder.Open(path));
        using var file = CheckpointFile.Open(path);
        if (hash && file.Files.Count > 1) throw SeveralFiles(path);
        var keys = new KeyTable(file.Entries);
        var inspection = new CheckpointInspection
        {
            Path = path,
            Container = file.Container,
            Bytes = file.Files.Sum(f => new FileInfo(f).Length),
            Metadata = file.Metadata,
            Entries = file.Entries,
            Sha256 = hash ? Sha256(path) : null,
        };
        return ForeignModel.Refiner(keys) is not null || LayoutMatch.Of(keys) is null ? Unplaced(inspection, file, keys) : Single(inspection, file, SingleFileModel.Open(path));
    }

    private static CheckpointInspection Single(CheckpointInspection inspection, ICheckpoint file, SingleFileModel model)
    {
        var entries = file.Entries.ToDictionary(e => e.Name, StringComparer.Ordinal);
        var networks = model.Match.Parts.Select(part =>
        {
            using var config = model.Config(part.Component);
            CheckpointEntry[] own = [.. part.Tensors(model.Keys).SelectMany(t => t.Sources).Distinct().Select(s => entries[s])];
            return Summary(part.Component, model.Family.Name, own, config.RootElement);
        }).ToArray();
        var family = model.IsSupir || networks.Any(n => n.Component is "unet" or "controlnet") ? model.Family : null;
        return inspection with
        {
            Layout = model.Layout,
            Certainty = model.Match.Certainty,
            Family = family?.Name,
            Networks = networks,
            Uses = [.. UsesOf.Networks(inspection.Path, networks, family?.Name), .. Metric(model.Keys)],
            Remarks = [.. file.Remarks, .. Oddities.Of(model, networks, file.Entries)],
        };
    }

    private static CheckpointInspection Unplaced(CheckpointInspection inspection, ICheckpoint file, KeyTable keys)
    {
        var metric = MetricWeights.Of(keys);
        var what = metric is null ? ForeignModel.Recognise(keys) ?? $"no layout knows its {keys.Count} tensors" : null;
        return inspection with
        {
            Networks = [Summary("", metric is { } m ? $"weights of the metric {m.Metric}" : "of no known network", file.Entries, null)],
            Uses = Metric(keys),
            Remarks = [.. file.Remarks, .. what is null ? Array.Empty<string>() : [what]],
        };
    }

    private static IReadOnlyList<string> Metric(KeyTable keys) => MetricWeights.Of(keys) is { } found ? UsesOf.Metric(found.Metric, found.File) : [];

    private static CheckpointInspection Folder(DiffusersFolder folder)
    {
        var (networks, entries, bytes) = (new List<NetworkSummary>(), new List<CheckpointEntry>(), 0L);
        ModelFamily? family = null;
        foreach (var name in folder.Components.Count > 0 ? folder.Components.Where(_titles.ContainsKey) : [ModelIndex.OwnComponent(folder)])
        {
            using var component = folder.Component(name);
            if (name is "unet" or "controlnet") family ??= ModelFamily.Of(new KeyTable(component.Weights.Entries));
            networks.Add(Summary(name, "", component.Weights.Entries, component.Config.RootElement));
            entries.AddRange(component.Weights.Entries.Select(e => e with { Name = folder.Components.Count > 0 ? $"{name}: {e.Name}" : e.Name }));
            bytes += component.Weights.Files.Sum(f => new FileInfo(f).Length);
        }
        return new CheckpointInspection
        {
            Path = folder.Path,
            Container = "diffusers folder",
            Bytes = bytes,
            Layout = "diffusers",
            Certainty = 1,
            Family = family?.Name,
            Networks = [.. networks.Select(n => n with { Title = Title(n.Component, family?.Name ?? "") })],
            Uses = UsesOf.Networks(folder.Path, networks, family?.Name),
            Remarks = [.. Oddities.Of(networks, entries)],
            Entries = entries,
        };
    }

    private static NetworkSummary Summary(string component, string family, IReadOnlyList<CheckpointEntry> entries, JsonElement? config) => new(
        component,
        component.Length == 0 ? family : Title(component, family),
        entries.Count,
        entries.Sum(e => e.Count),
        entries.Sum(e => e.Count * StoredBits(e) / 8),
        entries.GroupBy(e => e.Stored).OrderByDescending(g => g.Sum(e => e.Count)).ToDictionary(g => g.Key, g => g.Count()),
        config?.GetRawText() ?? "");

    private static string Title(string component, string family) =>
        family.Length > 0 && component is "unet" or "controlnet" ? $"{_titles[component]} of {family}" : _titles[component];

    private static long StoredBits(CheckpointEntry entry) => SafetensorsDtypes.Parse(entry.Stored)?.Bits() ?? 8 * SafetensorsDtypes.Bytes(entry.Dtype);

    private static UsageException SeveralFiles(string path) => new($"--hash: {path} is several files; give one of them");

    private static string Sha256(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
