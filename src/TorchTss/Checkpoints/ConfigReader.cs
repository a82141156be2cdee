using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints;

/// <summary>Reads named values in diffusers' vocabulary: absent keys take their default, values that are not implemented are refused.</summary>
/// <remarks>Remembers what was asked for, so that a parity case with an argument that nobody reads can be refused.</remarks>
internal sealed class ConfigReader
{
    private readonly JsonElement _values;
    private readonly string _prefix, _advice, _repair;
    private readonly HashSet<string> _read = [];

    /// <summary>A model's <c>config.json</c>.</summary>
    /// <param name="config">The JSON object.</param>
    /// <param name="file">The file, for errors.</param>
    public ConfigReader(JsonElement config, string file)
        : this(config, $"{file}: ", "use a model of the Stable Diffusion 1.5, 2.1 or XL kind", "the file is damaged or edited")
    {
    }

    /// <summary>Any JSON object; null stands for an empty one.</summary>
    /// <param name="values">The object.</param>
    /// <param name="prefix">What stands before a key in errors.</param>
    /// <param name="advice">What to do about a value that is not implemented.</param>
    /// <param name="repair">What to do about a value that cannot be.</param>
    public ConfigReader(JsonElement values, string prefix, string advice, string repair) =>
        (_values, _prefix, _advice, _repair) = (values, prefix, advice, repair);

    /// <summary>Keys with a value that nobody asked for; those that begin with _ are metadata.</summary>
    public IEnumerable<string> Unread => _values.ValueKind != JsonValueKind.Object ? []
        : _values.EnumerateObject()
            .Where(p => p.Value.ValueKind != JsonValueKind.Null && !p.Name.StartsWith('_') && !_read.Contains(p.Name))
            .Select(p => p.Name);

    /// <summary>The whole object, for what is compared rather than computed; reading it counts as reading every key.</summary>
    public JsonElement Raw
    {
        get
        {
            if (_values.ValueKind == JsonValueKind.Object) Ignore(_values.EnumerateObject().Select(p => p.Name));
            return _values;
        }
    }

    /// <summary>Counts keys as read that change nothing here.</summary>
    public void Ignore(params IEnumerable<string> keys) => _read.UnionWith(keys);

    /// <summary>The value as it stands; null where the key is absent or null.</summary>
    public JsonElement? Value(string key) => Find(key) is { ValueKind: not JsonValueKind.Null } value ? value : null;

    /// <summary>Whether the key is there and says null.</summary>
    public bool IsNull(string key) => Find(key) is { ValueKind: JsonValueKind.Null };

    /// <summary>An object inside this one; an empty one where the key is absent or null.</summary>
    public ConfigReader Part(string key) => Value(key) is not { } value ? new ConfigReader(default, $"{_prefix}{key}.", _advice, _repair)
        : value.ValueKind == JsonValueKind.Object ? new ConfigReader(value, $"{_prefix}{key}.", _advice, _repair)
        : throw Wrong(key, value, "an object");

    /// <summary>A list of objects; none where the key is absent or null.</summary>
    public IReadOnlyList<ConfigReader> Parts(string key) => Value(key) is not { } list ? []
        : list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select((item, i) => new ConfigReader(item, $"{_prefix}{key}[{i}].", _advice, _repair))]
            : throw Wrong(key, list, "a list");

    /// <summary>A positive whole number.</summary>
    public int Count(string key, int absent) => Find(key) is { } value ? Positive(key, value) : absent;

    /// <summary>A positive whole number; null where the key is absent or null.</summary>
    public int? OptionalCount(string key) => Value(key) is { } value ? Positive(key, value) : null;

    /// <summary>A positive whole number that must be there.</summary>
    public int RequiredCount(string key) =>
        Value(key) is { } value ? Positive(key, value) : throw new UserException($"{_prefix}{key} is missing; {_repair}");

    /// <summary>Any whole number.</summary>
    public int Whole(string key, int absent) => Value(key) is not { } value ? absent
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : throw Wrong(key, value, "a whole number");

    /// <summary>One positive whole number per level; a single number stands for all of them.</summary>
    public ImmutableArray<int> Counts(string key, int levels, params ReadOnlySpan<int> absent) => PerLevel(key, levels, [.. absent], Positive);

    /// <summary>The same with 0 allowed.</summary>
    public ImmutableArray<int> CountsOrZero(string key, int levels, params ReadOnlySpan<int> absent) =>
        PerLevel(key, levels, [.. absent], ZeroOrMore);

    private ImmutableArray<int> PerLevel(string key, int levels, ImmutableArray<int> absent, Func<string, JsonElement, int> number)
    {
        var given = Find(key) switch
        {
            null => absent,
            { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Select(One).ToImmutableArray(),
            { } single => [number(key, single)],
        };
        if (given is [var one]) return [.. Enumerable.Repeat(one, levels)];
        return given.Length == levels ? given : throw WrongLength(key, given.Length, levels);

        int One(JsonElement value) =>
            value.ValueKind == JsonValueKind.Array ? throw Foreign(key, value, "one number per level") : number(key, value);
    }

    /// <summary>A list of positive whole numbers of any length but 0.</summary>
    public ImmutableArray<int> List(string key, params ReadOnlySpan<int> absent)
    {
        if (Find(key) is not { } value) return [.. absent];
        return value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0
            ? [.. value.EnumerateArray().Select(v => Positive(key, v))] : throw Wrong(key, value, "a list of positive whole numbers");
    }

    /// <summary>A positive whole number, or the first of a list of them; null where the key is absent or null.</summary>
    public int? FirstCount(string key) => Value(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() > 0 => list.EnumerateArray().Select(v => Positive(key, v)).ToArray()[0],
        { } single => Positive(key, single),
    };

    /// <summary>A list of numbers; null where the key is absent or null.</summary>
    public double[]? Numbers(string key)
    {
        if (Value(key) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.Array) throw Wrong(key, value, "a list of numbers");
        return [.. value.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Number ? v.GetDouble() : throw Wrong(key, v, "a number"))];
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

    /// <summary>One name out of <paramref name="known"/>; null where the key is absent or null.</summary>
    public string? OptionalName(string key, params ReadOnlySpan<string> known) => Value(key) is null ? null : Name(key, "", known);

    /// <summary>Any text; null where the key is absent or null.</summary>
    public string? Text(string key) => Value(key) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : throw Wrong(key, value, "a name");

    /// <summary>A number.</summary>
    public double Number(string key, double absent) => Find(key) is { } value ? Real(key, value) : absent;

    /// <summary>A number; null where the key is absent or null.</summary>
    public double? OptionalNumber(string key) => Value(key) is { } value ? Real(key, value) : null;

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
        if (Value(key) is not { } value) return false;
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
        if (odd != 0) throw new UserException($"{_prefix}block_out_channels has {odd}, which norm_num_groups {groups} does not divide; {_repair}");
    }

    /// <summary>That a key's value, or its value beside others, is not implemented.</summary>
    public UserException Refusal(string key, string why) => new($"{_prefix}{key} {why}; {_advice}");

    private JsonElement? Find(string key)
    {
        _read.Add(key);
        return _values.ValueKind == JsonValueKind.Object && _values.TryGetProperty(key, out var value) ? value : null;
    }

    private int Positive(string key, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number > 0 ? number
            : throw Wrong(key, value, "a positive whole number");

    private int ZeroOrMore(string key, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number == 0 ? 0 : Positive(key, value);

    private double Real(string key, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String when PythonJson.Infinity(value.GetString()!) is { } infinity => infinity,
        _ => throw Wrong(key, value, "a number"),
    };

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
        new($"{_prefix}{key} is {value.GetRawText()}, expected {expected}; {_repair}");

    private UserException WrongLength(string key, int found, int expected) =>
        new($"{_prefix}{key} has {found} entries, but block_out_channels has {expected}; {_repair}");

    private UserException Foreign(string key, JsonElement value, string implemented) =>
        Refusal(key, $"is {value.GetRawText()}, but only {implemented} is implemented");
}
