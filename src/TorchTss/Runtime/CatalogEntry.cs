using System.Globalization;
using System.Reflection;

namespace TorchTss.Runtime;

/// <summary>One named variant of <typeparamref name="T"/>: its name, its line of help, and how to make it.</summary>
public sealed class CatalogEntry<T> where T : class
{
    private readonly ConstructorInfo _constructor;

    internal CatalogEntry(NamedAttribute named, Type type)
    {
        (Name, Summary, Type) = (named.Name, named.Summary, type);
        _constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .OrderBy(c => c.GetParameters().Length)
            .Last();
        OptionsType = _constructor.GetParameters() is [var only] ? only.ParameterType : null;
        Settings = OptionsType is null ? [] : [.. CatalogSetting.Of(OptionsType)];
    }

    /// <summary>The name users type.</summary>
    public string Name { get; }

    /// <summary>One line of help.</summary>
    public string Summary { get; }

    /// <summary>The settings that may follow the name, as in <c>euler:churn=5,noise-scale=1.003</c>.</summary>
    public IReadOnlyList<CatalogSetting> Settings { get; }

    internal Type Type { get; }

    internal Type? OptionsType { get; }

    /// <summary>Makes the variant from <c>key=value</c> pairs; what is not given keeps its default.</summary>
    /// <exception cref="UsageException">An unknown setting, a value of the wrong kind or out of range.</exception>
    public T Create(IEnumerable<string> pairs, string where)
    {
        if (OptionsType is null)
        {
            if (pairs.FirstOrDefault() is { } extra)
            {
                throw new UsageException($"{where}: {Name} has no settings, but '{extra}' was given; leave it out");
            }
            return (T)_constructor.Invoke(BindingFlags.DoNotWrapExceptions, binder: null, [], culture: null);
        }
        var options = Activator.CreateInstance(OptionsType)!;
        foreach (var pair in pairs)
        {
            var (key, value) = pair.Split('=', 2) is [var k, var v] ? (k.Trim(), v.Trim())
                : throw new UsageException(string.Create(CultureInfo.InvariantCulture,
                    $"{where}: '{pair}' is not key=value; settings of {Name}: {string.Join(", ", Settings.Select(s => s.Name))}"));
            var setting = Settings.FirstOrDefault(s => s.Name == key)
                ?? throw new UsageException($"{where}: {Name} setting '{key}': {NearestName.Complaint(key, Settings.Select(s => s.Name))}");
            setting.Set(options, value, where);
        }
        return (T)_constructor.Invoke(BindingFlags.DoNotWrapExceptions, binder: null, [options], culture: null);
    }
}
