using System.Reflection;

namespace TorchTss.Runtime;

/// <summary>Every named variant of <typeparamref name="T"/>: found by scanning, chosen by name.</summary>
/// <remarks>A new variant is one file with a <see cref="NamedAttribute"/> on its class; there is no list to forget.</remarks>
public static class Catalog<T> where T : class
{
    private static readonly List<CatalogEntry<T>> _entries = [.. Scan(typeof(Catalog<>).Assembly)];
    private static readonly Lock _gate = new();

    /// <summary>All variants, by name.</summary>
    public static IReadOnlyList<CatalogEntry<T>> Entries
    {
        get
        {
            lock (_gate) return [.. _entries.OrderBy(e => e.Name, StringComparer.Ordinal)];
        }
    }

    /// <summary>Adds the variants of another assembly, for instance a researcher's own sampler.</summary>
    /// <returns>Takes them out again when disposed; a program that wants them for good lets it be.</returns>
    /// <exception cref="InvalidOperationException">A name that is taken.</exception>
    public static IDisposable Add(Assembly assembly)
    {
        lock (_gate)
        {
            CatalogEntry<T>[] added = [.. Scan(assembly).Where(e => _entries.All(known => known.Type != e.Type))];
            if (added.FirstOrDefault(e => _entries.Any(known => known.Name == e.Name)) is { } taken)
            {
                throw new InvalidOperationException($"{taken.Type} is named '{taken.Name}', and so is another {typeof(T).Name}");
            }
            _entries.AddRange(added);
            return new Registration(added);
        }
    }

    /// <summary>The variant called <paramref name="name"/>.</summary>
    /// <param name="name">Its name, without settings.</param>
    /// <param name="where">What the user gave it to, for the error: <c>--sampler eular</c>.</param>
    /// <exception cref="UsageException">No such variant; names the nearest and all known ones.</exception>
    public static CatalogEntry<T> Find(string name, string where) =>
        Entries.FirstOrDefault(e => e.Name == name)
            ?? throw new UsageException($"{where}: {NearestName.Complaint(name, Entries.Select(e => e.Name))}");

    /// <summary>Makes a variant from <c>name</c> or <c>name:key=value,key=value</c>.</summary>
    /// <exception cref="UsageException">An unknown name or setting, or a value out of range.</exception>
    public static T Create(string specification, string option)
    {
        var (name, settings) = specification.Split(':', 2) is [var n, var s] ? (n, s) : (specification, "");
        return Find(name.Trim(), $"{option} {name}")
            .Create(settings.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), option);
    }

    private static IEnumerable<CatalogEntry<T>> Scan(Assembly assembly) =>
        from type in assembly.GetTypes()
        where !type.IsAbstract && typeof(T).IsAssignableFrom(type)
        let named = type.GetCustomAttribute<NamedAttribute>()
        where named is not null
        select new CatalogEntry<T>(named, type);

    private sealed class Registration(CatalogEntry<T>[] added) : IDisposable
    {
        public void Dispose()
        {
            lock (_gate) _entries.RemoveAll(added.Contains);
        }
    }
}
