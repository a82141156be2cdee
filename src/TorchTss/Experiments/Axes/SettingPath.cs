using System.Globalization;
using System.Reflection;
using System.Text.Json;
using TorchTss.Runtime;
using TorchTss.Schedules;

namespace TorchTss.Experiments.Axes;

/// <summary>One setting of <see cref="RunSettings"/> by its path: <c>steps</c>, <c>tss.n</c>, <c>tss.n-range</c>.</summary>
/// <remarks>The words are those of the records in kebab case; a setting of TSS may be named without <c>tss.</c>.</remarks>
internal sealed class SettingPath
{
    private static readonly Lazy<IReadOnlyList<SettingPath>> _all = new(() => [.. Find(typeof(RunSettings), [])]);

    private readonly PropertyInfo[] _properties;

    private SettingPath(PropertyInfo[] properties)
    {
        _properties = properties;
        Name = string.Join('.', properties.Select(p => JsonNamingPolicy.KebabCaseLower.ConvertName(p.Name)));
    }

    /// <summary>Every setting there is.</summary>
    public static IReadOnlyList<SettingPath> All => _all.Value;

    /// <summary>The whole path.</summary>
    public string Name { get; }

    private PropertyInfo Leaf => _properties[^1];

    /// <summary>The setting that a user means; null when there is none.</summary>
    public static SettingPath? Find(string name) =>
        All.FirstOrDefault(p => p.Name == name) ?? (name.Contains('.', StringComparison.Ordinal) ? null : All.FirstOrDefault(p => p.Name == $"tss.{name}"));

    /// <summary>What a value does to settings.</summary>
    /// <param name="text">The value as the user wrote it; <c>default</c> for the host's own.</param>
    /// <exception cref="UsageException">A text that is no value of this setting.</exception>
    public AxisValue Value(string text)
    {
        var value = Parse(text);
        return new AxisValue(text, settings => (RunSettings)With(settings, 0, value));
    }

    private static IEnumerable<SettingPath> Find(Type type, PropertyInfo[] above) =>
        from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
        where property.CanWrite
        let path = (PropertyInfo[])[.. above, property]
        from found in property.PropertyType == typeof(TssSettings) ? Find(property.PropertyType, path) : [new SettingPath(path)]
        select found;

    /// <summary>A copy of a record with the value at the end of the path.</summary>
    private object With(object record, int depth, object? value)
    {
        var property = _properties[depth];
        var copy = record.GetType().GetMethod("<Clone>$")!.Invoke(record, [])!;
        property.SetValue(copy, depth == _properties.Length - 1 ? value : With(property.GetValue(record)!, depth + 1, value));
        return copy;
    }

    private object? Parse(string text)
    {
        var type = Nullable.GetUnderlyingType(Leaf.PropertyType) ?? Leaf.PropertyType;
        if (text == "default") return Leaf.GetValue(Leaf.DeclaringType == typeof(TssSettings) ? new TssSettings() : new RunSettings());
        return type switch
        {
            _ when type == typeof(string) => text,
            _ when type == typeof(bool) => bool.TryParse(text, out var b) ? b : throw Wrong("true or false"),
            _ when type == typeof(int) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var i) ? i : throw Wrong("a whole number"),
            _ when type == typeof(long) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var l) ? l : throw Wrong("a whole number"),
            _ when type == typeof(double) => Number(text) ?? throw Wrong("a number such as 1.5"),
            _ when type == typeof(ValueRange) => text.Split([":", ".."], StringSplitOptions.TrimEntries) is [var low, var high]
                && Number(low) is { } from && Number(high) is { } to ? new ValueRange(from, to) : throw Wrong("two numbers such as 1:2"),
            _ when type.IsEnum => Enum.GetNames(type).FirstOrDefault(n => JsonNamingPolicy.KebabCaseLower.ConvertName(n) == text) is { } name
                ? Enum.Parse(type, name)
                : throw new UsageException($"--axis {Name}={text}: "
                    + NearestName.Complaint(text, Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName))),
            _ => throw new InvalidOperationException($"{Name} is a {type.Name}, which no axis can vary"),
        };

        UsageException Wrong(string expected) => new($"--axis {Name}={text}: this is not {expected}");
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) && double.IsFinite(n) ? n : null;
}
