using System.Globalization;
using System.Reflection;
using System.Text;

namespace TorchTss.Runtime;

/// <summary>One setting of a variant: an init property of its options record, spelt in kebab case.</summary>
public sealed class CatalogSetting
{
    private readonly PropertyInfo _property;
    private readonly SettingAttribute _limits;

    private CatalogSetting(PropertyInfo property, SettingAttribute limits, object defaults)
    {
        (_property, _limits) = (property, limits);
        (Name, Help, Default) = (Kebab(property.Name), limits.Help, Text(property.GetValue(defaults)));
    }

    /// <summary>Kebab-case name.</summary>
    public string Name { get; }

    /// <summary>One line of help.</summary>
    public string Help { get; }

    /// <summary>The default as the user would type it.</summary>
    public string Default { get; }

    internal static IEnumerable<CatalogSetting> Of(Type options)
    {
        var defaults = Activator.CreateInstance(options)!;
        return from p in options.GetProperties(BindingFlags.Instance | BindingFlags.Public)
               let limits = p.GetCustomAttribute<SettingAttribute>()
               where limits is not null
               select new CatalogSetting(p, limits, defaults);
    }

    internal void Set(object options, string text, string where)
    {
        var type = Nullable.GetUnderlyingType(_property.PropertyType) ?? _property.PropertyType;
        object value = type switch
        {
            _ when type == typeof(bool) => bool.TryParse(text, out var b) ? b : throw Wrong("true or false"),
            _ when type == typeof(int) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var i)
                ? Within(i)
                : throw Wrong("a whole number"),
            _ when type == typeof(double) && text == "inf" => Within(double.PositiveInfinity),
            _ when type == typeof(double) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var d) && !double.IsNaN(d)
                ? Within(d)
                : throw Wrong("a number"),
            _ when type.IsEnum => Enum.GetNames(type).FirstOrDefault(n => Kebab(n) == text) is { } n
                ? Enum.Parse(type, n)
                : throw Wrong($"one of {string.Join(", ", Enum.GetNames(type).Select(Kebab))}"),
            _ => text,
        };
        _property.SetValue(options, value);

        TNumber Within<TNumber>(TNumber number) where TNumber : System.Numerics.INumber<TNumber> =>
            double.CreateChecked(number) >= _limits.Minimum && double.CreateChecked(number) <= _limits.Maximum ? number : throw Wrong(Range());
        UsageException Wrong(string expected) => new($"{where}: {Name}={text}: expected {expected}");
    }

    private string Range() => (_limits.Minimum, _limits.Maximum) switch
    {
        (var low, double.PositiveInfinity) => string.Create(CultureInfo.InvariantCulture, $"{low} or more"),
        (double.NegativeInfinity, var high) => string.Create(CultureInfo.InvariantCulture, $"{high} or less"),
        var (low, high) => string.Create(CultureInfo.InvariantCulture, $"{low} to {high}"),
    };

    private static string Text(object? value) => value switch
    {
        null => "",
        bool b => b ? "true" : "false",
        Enum e => Kebab(e.ToString()),
        double.PositiveInfinity => "inf",
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Kebab(string pascal)
    {
        var text = new StringBuilder();
        foreach (var c in pascal)
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }
}
