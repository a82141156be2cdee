using System.Globalization;
using System.Text;

namespace TorchTss.Prompts;

/// <summary>Text in normalisation form C: é is one character however it was typed.</summary>
/// <remarks>Unicode Standard Annex 15. <see cref="string.Normalize()"/> does nothing in a program without ICU, which this one is.</remarks>
internal static class CanonicalText
{
    private const int HangulFirst = 0xAC00, LeadFirst = 0x1100, VowelFirst = 0x1161, TailNone = 0x11A7, Vowels = 21, Tails = 28, Leads = 19;

    private static readonly Lazy<Tables> _tables = new(Tables.Read);

    /// <summary>The same text, composed.</summary>
    public static string Compose(string text)
    {
        if (text.All(c => c < 0x300)) return text;          // nothing below decomposes into what it is not composed of
        var points = new List<int>();
        foreach (var rune in text.EnumerateRunes()) Decompose(rune.Value, points);
        Order(points);
        var composed = new StringBuilder(text.Length);
        foreach (var point in Composed(points)) composed.Append(char.ConvertFromUtf32(point));
        return composed.ToString();
    }

    private static void Decompose(int point, List<int> into)
    {
        if (point is >= HangulFirst and < HangulFirst + Leads * Vowels * Tails)
        {
            var syllable = point - HangulFirst;
            into.Add(LeadFirst + syllable / (Vowels * Tails));
            into.Add(VowelFirst + syllable / Tails % Vowels);
            if (syllable % Tails > 0) into.Add(TailNone + syllable % Tails);
        }
        else if (_tables.Value.Parts.TryGetValue(point, out var parts))
        {
            foreach (var part in parts) Decompose(part, into);
        }
        else
        {
            into.Add(point);
        }
    }

    /// <summary>Marks after one letter in the order of their classes; those of one class stay as they were.</summary>
    private static void Order(List<int> points)
    {
        for (var i = 1; i < points.Count; i++)
        {
            for (var k = i; k > 0 && Class(points[k]) != 0 && Class(points[k - 1]) > Class(points[k]); k--)
            {
                (points[k - 1], points[k]) = (points[k], points[k - 1]);
            }
        }
    }

    private static List<int> Composed(List<int> points)
    {
        var (result, starter, last) = (new List<int>(), -1, -1);        // last: the class of what stands before, −1 right after a starter
        foreach (var point in points)
        {
            var own = Class(point);
            if (starter >= 0 && last < own && Pair(result[starter], point) is { } pair)
            {
                result[starter] = pair;
                continue;
            }
            if (own == 0) (starter, last) = (result.Count, -1);
            else last = own;
            result.Add(point);
        }
        return result;
    }

    private static int Class(int point) => _tables.Value.Classes.GetValueOrDefault(point);

    private static int? Pair(int first, int second)
    {
        if (first is >= LeadFirst and < LeadFirst + Leads && second is >= VowelFirst and < VowelFirst + Vowels)
        {
            return HangulFirst + ((first - LeadFirst) * Vowels + second - VowelFirst) * Tails;
        }
        var openSyllable = first is >= HangulFirst and < HangulFirst + Leads * Vowels * Tails && (first - HangulFirst) % Tails == 0;
        if (openSyllable && second is > TailNone and < TailNone + Tails) return first + second - TailNone;
        return _tables.Value.Pairs.TryGetValue((first, second), out var composed) ? composed : null;
    }

    /// <summary>The file inside the assembly.</summary>
    private sealed record Tables(Dictionary<int, int> Classes, Dictionary<int, int[]> Parts, Dictionary<(int, int), int> Pairs)
    {
        public static Tables Read()
        {
            var tables = new Tables([], [], []);
            using var stream = typeof(CanonicalText).Assembly.GetManifestResourceStream("Prompts.canonical.txt")!;
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
            {
                if (!line.StartsWith('#')) tables.Add(line.Split(' '));
            }
            return tables;
        }

        private void Add(string[] words)
        {
            if (words is [var range, var value])
            {
                var ends = range.Split('-').Select(Hex).ToArray();
                for (var point = ends[0]; point <= ends[1]; point++) Classes[point] = int.Parse(value, CultureInfo.InvariantCulture);
                return;
            }
            var (composed, parts) = (Hex(words[0]), words[2..].Select(Hex).ToArray());
            Parts[composed] = parts;
            if (words[1] == "=") Pairs[(parts[0], parts[1])] = composed;
        }

        private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
