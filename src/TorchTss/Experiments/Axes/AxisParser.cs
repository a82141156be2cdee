using TorchTss.Runtime;

namespace TorchTss.Experiments.Axes;

/// <summary>Axes as users write them: <c>steps=7,10,14</c>, <c>sampler=euler;unipc:order=3,final-order=1</c>.</summary>
public static class AxisParser
{
    /// <summary>An axis from one text.</summary>
    /// <param name="text">A name, =, and values between commas; between semicolons where the values have commas of their own.</param>
    /// <exception cref="UsageException">No name, no values, a value twice, an unknown axis (names the nearest), a value that the axis does not have.</exception>
    public static Axis Parse(string text)
    {
        if (text.Split('=', 2) is not [var name, var list] || name.Trim().Length == 0)
        {
            throw new UsageException($"--axis {text}: this is not name=value,value; for instance --axis steps=7,10,14");
        }
        var values = list.Split(list.Contains(';', StringComparison.Ordinal) ? ';' : ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (values.Length == 0) throw new UsageException($"--axis {text}: has no values; for instance --axis steps=7,10,14");
        return Axis(name.Trim(), values);
    }

    /// <summary>An axis of given values: a setting by its path, or a derived axis of the catalogue.</summary>
    /// <exception cref="UsageException">As <see cref="Parse"/>.</exception>
    public static Axis Axis(string name, IEnumerable<string> values)
    {
        string[] texts = [.. values];
        if (texts.GroupBy(v => v).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new UsageException($"--axis {name}: the value {twice.Key} is there twice; name it once");
        }
        return new Axis(name, [.. texts.Select(v => Value(name, v))]);
    }

    /// <summary>One value of a setting or of a derived axis.</summary>
    /// <exception cref="UsageException">An unknown axis, or a value that it does not have.</exception>
    public static AxisValue Value(string name, string text)
    {
        if (Catalog<IDerivedAxis>.Entries.FirstOrDefault(e => e.Name == name) is { } derived) return derived.Create([], $"--axis {name}").Value(text);
        if (SettingPath.Find(name) is { } setting) return setting.Value(text);
        var known = Catalog<IDerivedAxis>.Entries.Select(e => e.Name).Concat(SettingPath.All.Select(p => p.Name)).Order(StringComparer.Ordinal);
        throw new UsageException($"--axis {name}: {NearestName.Complaint(name, known)}");
    }
}
