using System.Buffers.Binary;
using System.Text;

namespace TorchTss.Fuzz.Mutators;

/// <summary>Damages the header of a safetensors file as text, and mends its length.</summary>
internal sealed class HeaderMutator : IMutator
{
    private const string Another = "\"x\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]},";

    private static readonly string[] _pieces =
    [
        "\"", "{", "}", "[", "]", ":", ",", "0", "-", "1e3", "9223372036854775807", "18446744073709551615", "null", "true", "\"F64\"", "\"U64\"",
        "\"shape\":[1]", "\"data_offsets\":[0,0]", "\\u0000", "\\ud800", " ", "\0", "\uFEFF", "__metadata__", "/*", "é", new string('[', 200),
    ];

    /// <inheritdoc/>
    public byte[]? Damage(byte[] seed, Random random)
    {
        if (seed.Length < 9 || BinaryPrimitives.ReadInt64LittleEndian(seed) is var length && (length <= 0 || length > seed.Length - 8)) return null;
        var text = new StringBuilder(Encoding.UTF8.GetString(seed, 8, (int)length));
        for (var n = Damages.Count(random); n > 0 && text.Length > 0; n--) Once(text, random);
        var header = Encoding.UTF8.GetBytes(text.ToString());
        var bytes = new byte[8 + header.Length + seed.Length - 8 - (int)length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        header.CopyTo(bytes, 8);
        seed.AsSpan(8 + (int)length).CopyTo(bytes.AsSpan(8 + header.Length));
        return bytes;
    }

    private static void Once(StringBuilder text, Random random)
    {
        var at = random.Next(text.Length);
        switch (random.Next(6))
        {
            case 0:
                text.Insert(at, _pieces[random.Next(_pieces.Length)]);
                break;
            case 1:
                text.Remove(at, Math.Min(random.Next(1, 6), text.Length - at));
                break;
            case 2:
                text[at] = (char)random.Next(0, 128);
                break;
            case 3:
                Digit(text, at, random);
                break;
            case 4:
                text.Insert(at, text.ToString(at, Math.Min(random.Next(1, 40), text.Length - at)));
                break;
            default:
                text.Insert(text.ToString().IndexOf('{', StringComparison.Ordinal) + 1, Another);
                break;
        }
    }

    private static void Digit(StringBuilder text, int from, Random random)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var at = (from + i) % text.Length;
            if (!char.IsAsciiDigit(text[at])) continue;
            text[at] = (char)('0' + random.Next(10));
            return;
        }
    }
}
