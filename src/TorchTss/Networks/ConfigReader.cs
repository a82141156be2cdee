using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using TorchTss.Runtime;

namespace TorchTss.Networks;

/// <summary>Reads a diffusers <c>config.json</c>: absent keys take their default, values that are not implemented are refused.</summary>
/// <param name="config">The JSON object.</param>
/// <param name="where">The file, for errors.</param>
internal sealed class ConfigReader(JsonElement config, string where)
{
    private const string Advice = "use a model of the Stable Diffusion 1.5, 2.1 or XL kind", Damaged = "the file is damaged or edited";

    /// <summary>A positive whole number.</summary>
    public int Count(string key, int absent) => Find(key) is { } value ? Positive(key, value) : absent;

    /// <summary>A positive whole number; null where the key is absent or null.</summary>
    public int? OptionalCount(string key) => Find(key) is { ValueKind: not JsonValueKind.Null } value ? Positive(key, value) : null;

    /// <summary>One positive whole number per level; a single number stands for all of them.</summary>
    public ImmutableArray<int> Counts(string key, int levels, params ReadOnlySpan<int> absent)
    {
        var given = Find(key) switch
        {
            null => [.. absent],
            { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Select(v => Positive(key, v)).ToImmutableArray(),
            { } single => [Positive(key, single)],
        };
        if (given is [var one]) return [.. Enumerable.Repeat(one, levels)];
        return given.Length == levels ? given : throw WrongLength(key, given.Length, levels);
    }

    /// <summary>A list of positive whole numbers of any length but 0.</summary>
    public ImmutableArray<int> List(string key, params ReadOnlySpan<int> absent)
    {
        if (Find(key) is not { } value) return [.. absent];
        return value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0
            ? [.. value.EnumerateArray().Select(v => Positive(key, v))] : throw Wrong(key, value, "a list of positive whole numbers");
    }

    /// <summary>A name per level, each out of <paramref name="known"/>.</summary>
    public ImmutableArray<string> Names(string key, int levels, ImmutableArray<string> absent, params ReadOnlySpan<string> known)
    {
        var given = absent;
        if (Find(key) is { } value)
        {
            if (value.ValueKind != JsonValueKind.Array) throw Wrong(key, value, "a list of block types");
            foreach (var name in value.EnumerateArray())
            {
                if (!IsOneOf(name, known)) throw Foreign(key, name, string.Join(" or ", known.ToArray()));
            }
            given = [.. value.EnumerateArray().Select(n => n.GetString()!)];
        }
        return given.Length == levels ? given : throw WrongLength(key, given.Length, levels);
    }

    /// <summary>One name out of <paramref name="known"/>.</summary>
    public string Name(string key, string absent, params ReadOnlySpan<string> known)
    {
        if (Find(key) is not { } value) return absent;
        return IsOneOf(value, known) ? value.GetString()! : throw Foreign(key, value, string.Join(" or ", known.ToArray()));
    }

    /// <summary>A number.</summary>
    public double Number(string key, double absent) =>
        Find(key) is not { } value ? absent : value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw Wrong(key, value, "a number");

    /// <summary>true or false; null means false, as in Python.</summary>
    public bool Flag(string key, bool absent) => Find(key) switch
    {
        null => absent,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False or JsonValueKind.Null } => false,
        { } other => throw Wrong(key, other, "true or false"),
    };

    /// <summary>Whether a key that may be null says <paramref name="name"/>; anything else is refused.</summary>
    public bool IsNamed(string key, string name)
    {
        if (Find(key) is not { ValueKind: not JsonValueKind.Null } value) return false;
        return value.ValueKind == JsonValueKind.String && value.GetString() == name ? true : throw Foreign(key, value, $"null or {name}");
    }

    /// <summary>Refuses every value of a key but one: null (absent), false, a number or a name. A list must consist of it.</summary>
    public void Only(string key, object? implemented)
    {
        if (Find(key) is not { } value) return;
        var values = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : new[] { value };
        if (!values.All(v => Matches(v, implemented))) throw Foreign(key, value, Text(implemented));
    }

    /// <summary>Refuses widths that the norms cannot split into groups.</summary>
    public void Divisible(IEnumerable<int> channels, int groups)
    {
        var odd = channels.FirstOrDefault(c => c % groups != 0);
        if (odd != 0) throw new UserException($"{where}: block_out_channels has {odd}, which norm_num_groups {groups} does not divide; {Damaged}");
    }

    private JsonElement? Find(string key) => config.TryGetProperty(key, out var value) ? value : null;

    private int Positive(string key, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number > 0 ? number
            : throw Wrong(key, value, "a positive whole number");

    private static bool IsOneOf(JsonElement value, ReadOnlySpan<string> known) =>
        value.ValueKind == JsonValueKind.String && known.Contains(value.GetString()!);

    private static bool Matches(JsonElement value, object? implemented) => (value.ValueKind, implemented) switch
    {
        (JsonValueKind.Null or JsonValueKind.False, null or false) or (JsonValueKind.True, true) => true,
        (JsonValueKind.Number, double or int) => value.GetDouble() == Convert.ToDouble(implemented, CultureInfo.InvariantCulture),
        (JsonValueKind.String, string name) => value.GetString() == name,
        _ => false,
    };

    private static string Text(object? implemented) => implemented switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(implemented, CultureInfo.InvariantCulture)!,
    };

    private UserException Wrong(string key, JsonElement value, string expected) =>
        new($"{where}: {key} is {value.GetRawText()}, expected {expected}; {Damaged}");

    private UserException WrongLength(string key, int found, int expected) =>
        new($"{where}: {key} has {found} entries, but block_out_channels has {expected}; {Damaged}");

    private UserException Foreign(string key, JsonElement value, string implemented) =>
        new($"{where}: {key} is {value.GetRawText()}, but only {implemented} is implemented; {Advice}");
}
