namespace TorchTss.Runtime;

/// <summary>The known name that a misspelt one most likely meant.</summary>
internal static class NearestName
{
    /// <summary>"unknown, did you mean X? known: A, B, C" for an error sentence.</summary>
    /// <param name="given">What the user wrote.</param>
    /// <param name="known">What there is.</param>
    public static string Complaint(string given, IEnumerable<string> known)
    {
        var names = known.Order(StringComparer.Ordinal).ToArray();
        return $"unknown{(Closest(given, names) is { } close ? $", did you mean {close}?" : ";")} known: {string.Join(", ", names)}";
    }

    /// <summary>The nearest name, if it is near enough to be meant.</summary>
    public static string? Closest(string given, IEnumerable<string> known)
    {
        var best = known.MinBy(n => Distance(given.ToLowerInvariant(), n));
        return best is not null && Distance(given.ToLowerInvariant(), best) <= Math.Max(2, best.Length / 2) ? best : null;
    }

    /// <summary>Edit distance with a swap of neighbours counted once (optimal string alignment).</summary>
    public static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(replace, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }
}
