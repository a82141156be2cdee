using System.Text.Json;
using System.Text.Json.Serialization;
using TorchTss.Experiments.Results;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Experiments.Tuning;

/// <summary>What a search found, and what that is worth on pictures that it did not see.</summary>
/// <remarks>The results file keeps it as the note <c>tune</c>, JSON of these members in camelCase with lower-case words for enumerations; it is
/// written at the beginning and after every round, with <c>finished</c> false until the winner has been compared:
/// <code>
/// {
///   "metric": "niqe", "better": "lower", "decimals": 2, "guards": [{ "metric": "psnr", "loss": 0.2 }],
///   "spatial": true, "anyOrder": false, "nGrid": [1, 1.4], "aGrid": [0.3, 0.5], "eta": 2, "seeds": 1, "steps": 7,
///   "holdout": 0.5, "splitSeed": 0,
///   "split": { "fitting": ["input key", …], "heldOut": […] },
///   "rounds": [{ "kind": "halving" or "refinement", "fidelity": { "pictures": 2, "seeds": 1, "cells": 2 },
///                "candidates": [{ "candidate": C, "score": 4.2, "dropped": "why" (only when dropped), "survives": true }] }],
///   "winner": C (missing when every candidate was dropped), "edges": ["a sentence", …],
///   "heldOut": [{ "against": "uniform" or "default", "metric": "niqe", "baseline": I, "winner": I,
///                 "paired": { "difference": I, "wins": 9, "losses": 3, "ties": 0, "better": "lower", "verdict": 1 } }],
///   "fitting": [as heldOut: optimistic, since the winner was chosen there],
///   "finished": true
/// }
/// C: { "n": { "minimum": 1, "maximum": 1.4 }, "a": { … }, "spatial": true, "options": "--tds --sds …", "defaults": a tss.json }
/// I: { "mean": -0.5, "low": -0.8, "high": -0.2, "count": 12, "excludesZero": true }
/// </code>
/// Infinities are the words "Infinity" and "-Infinity". The settings of the file's table have the axes <c>tss</c>, <c>tss.n-range</c>,
/// <c>tss.a-range</c> (<c>tss.n</c>, <c>tss.a</c> without SDS) and <c>seed</c>: uniform is tss=off and the host's own ranges are tss=tds+sds, both with the value
/// <c>default</c> on the others.</remarks>
public sealed record TuningResult
{
    private const string Note = "tune";

    private static readonly JsonSerializerOptions _json = new(SettingsJson.Options)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>The metric that was tuned for.</summary>
    public required string Metric { get; init; }

    /// <summary>Which way it improves.</summary>
    public required Better Better { get; init; }

    /// <summary>The best candidate on the fitting pictures; null when every candidate was dropped.</summary>
    public Candidate? Winner { get; init; }

    /// <summary>What the winner is worth: by every metric, against uniform sampling and the host's own ranges, on the held-out pictures.</summary>
    public IReadOnlyList<TuningComparison> HeldOut { get; init; } = [];

    /// <summary>The same on the fitting pictures. Optimistic: the winner was chosen on them.</summary>
    public IReadOnlyList<TuningComparison> Fitting { get; init; } = [];

    [JsonInclude]
    internal int Decimals { get; init; }

    [JsonInclude]
    internal IReadOnlyList<Guard> Guards { get; init; } = [];

    [JsonInclude]
    internal bool Spatial { get; init; }

    [JsonInclude]
    internal bool AnyOrder { get; init; }

    [JsonInclude]
    internal IReadOnlyList<double> NGrid { get; init; } = [];

    [JsonInclude]
    internal IReadOnlyList<double> AGrid { get; init; } = [];

    [JsonInclude]
    internal int Eta { get; init; }

    [JsonInclude]
    internal int Seeds { get; init; }

    [JsonInclude]
    internal int Steps { get; init; }

    [JsonInclude]
    internal double Holdout { get; init; }

    [JsonInclude]
    internal long SplitSeed { get; init; }

    [JsonInclude]
    internal HeldOutSplit Split { get; init; } = new([], []);

    [JsonInclude]
    internal IReadOnlyList<TuningRound> Rounds { get; init; } = [];

    [JsonInclude]
    internal IReadOnlyList<string> Edges { get; init; } = [];

    [JsonInclude]
    internal bool Finished { get; init; }

    /// <summary>What a results file remembers of the last search in it; null when there was none.</summary>
    /// <exception cref="UserException">The note is not a search's.</exception>
    public static TuningResult? Read(ResultsFile file) =>
        NoteJson.Read(file, Note, "a search as JSON", root => root.Deserialize<TuningResult>(_json)!);

    /// <summary>Remembers it.</summary>
    internal void Write(ResultsFile file) => file.PutNote(Note, JsonSerializer.Serialize(this, _json));
}
