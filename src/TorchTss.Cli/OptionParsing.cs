using System.CommandLine;
using System.Globalization;
using TorchTss.Runtime;
using TorchTss.Schedules;

namespace TorchTss.Cli;

/// <summary>Options whose complaints are sentences: what was given, what was expected.</summary>
internal static class OptionParsing
{
    public static Option<bool> Flag(string name, string help) => new(name) { Description = help, Arity = ArgumentArity.Zero };

    public static Option<string?> Text(string name, string value, string help, params string[] aliases) =>
        new(name, aliases) { HelpName = value, Description = help };

    public static Option<int?> Whole(string name, string value, string help) =>
        Parsed<int?>(name, value, help, "a whole number",
            t => int.TryParse(t, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : null);

    public static Option<long?> Long(string name, string value, string help) =>
        Parsed(name, value, help, "a whole number", Integer);

    public static Option<double?> Real(string name, string value, string help, params string[] aliases)
    {
        var option = Parsed(name, value, help, "a number such as 1.5", Number);
        foreach (var alias in aliases) option.Aliases.Add(alias);
        return option;
    }

    public static Option<ValueRange?> Range(string name, string help) => Parsed<ValueRange?>(name, "FLAT,BUSY", help, "two numbers such as 1,2", t =>
        t.Split([",", ":", ".."], StringSplitOptions.TrimEntries) is [var low, var high] && Number(low) is { } a && Number(high) is { } b
            ? new ValueRange(a, b)
            : null);

    /// <summary>A list of numbers.</summary>
    public static Option<IReadOnlyList<double>?> Numbers(string name, string help)
    {
        var option = Parsed<IReadOnlyList<double>?>(name, "X,X…", help, "numbers such as 1,1.5,2", text =>
        {
            double?[] numbers = [.. text.Split(',', StringSplitOptions.TrimEntries).Select(Number)];
            return numbers.All(n => n is not null) ? [.. numbers.Select(n => n!.Value)] : null;
        });
        option.Arity = ArgumentArity.ExactlyOne;
        return option;
    }

    /// <summary>Whole numbers between commas; none when the option is not given.</summary>
    public static Option<long[]> Wholes(string name, string value, string help) => new(name)
    {
        HelpName = value,
        Description = help,
        DefaultValueFactory = _ => [],
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            var numbers = text.Split(',', StringSplitOptions.TrimEntries).Select(Integer).ToArray();
            if (numbers.All(n => n is not null)) return [.. numbers.Select(n => n!.Value)];
            result.AddError($"{name} {text}: these are not whole numbers such as 5,7,10");
            return [];
        },
    };

    /// <summary>One of an enumeration's members in lower case.</summary>
    public static Option<T?> Choice<T>(string name, string help) where T : struct, Enum
    {
        var known = Enum.GetValues<T>().ToDictionary(v => v.ToString().ToLowerInvariant());
        return new(name)
        {
            HelpName = string.Join('|', known.Keys),
            Description = help,
            CustomParser = result =>
            {
                var text = result.Tokens[^1].Value;
                if (known.TryGetValue(text, out var value)) return value;
                result.AddError($"{name} {text}: {NearestName.Complaint(text, known.Keys)}");
                return null;
            },
        };
    }

    /// <summary>A rounding rule.</summary>
    public static Option<TimestepRounding?> Rounding(string name, string help) => new(name)
    {
        HelpName = "RULE",
        Description = help,
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (RoundingNames.TryGetValue(text, out var rounding)) return rounding;
            result.AddError($"{name} {text}: {NearestName.Complaint(text, RoundingNames.Keys)}");
            return null;
        },
    };

    /// <summary>The words for rounding rules.</summary>
    public static IReadOnlyDictionary<string, TimestepRounding> RoundingNames { get; } = new Dictionary<string, TimestepRounding>
    {
        ["host"] = TimestepRounding.Host,
        ["nearest"] = TimestepRounding.Nearest,
        ["nearest-even"] = TimestepRounding.NearestEven,
        ["floor"] = TimestepRounding.Floor,
        ["none"] = TimestepRounding.None,
    };

    private static long? Integer(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : null;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) && double.IsFinite(n) ? n : null;

    private static Option<T> Parsed<T>(string name, string value, string help, string expected, Func<string, T?> parse) => new(name)
    {
        HelpName = value,
        Description = help,
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (parse(text) is { } parsed) return parsed;
            result.AddError($"{name} {text}: this is not {expected}");
            return default;
        },
    };
}
