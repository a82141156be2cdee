using System.Buffers.Binary;
using System.Text;
using TorchSharp;
using TorchTss.Checkpoints;
using TorchTss.Runtime;

namespace TorchTss.Tests.Checkpoints;

public sealed class SafetensorsFuzzTests
{
    private const string Header = """
        {"__metadata__":{"format":"pt","ü":"\u00fc"},"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"b.c":{"dtype":"BF16","shape":[],"data_offsets":[24,26]},"d":{"dtype":"U8","shape":[0,5],"data_offsets":[26,26]},"e":{"dtype":"F8_E4M3","shape":[2],"data_offsets":[26,28]}}
        """;

    private static readonly string[] _pieces =
    [
        "\"", "{", "}", "[", "]", ":", ",", "0", "-", "1e3", "9223372036854775807", "18446744073709551615",
        "null", "true", "\"F64\"", "\"shape\":[1]", "\\u0000", "\\ud800", " ", "\0", "\uFEFF", "__metadata__", "/*", "é",
    ];

    [Test]
    public void Thousands_of_damaged_headers_are_accepted_or_refused_in_a_sentence()
    {
        using var files = new TestFiles();
        var random = new Random(20240611);
        var (accepted, refused, before) = (0, 0, Live());
        for (var i = 0; i < 4000; i++)
        {
            var path = files["x.safetensors"];
            try
            {
                // Most in memory, every eighth through a file and all its tensors.
                if (i % 8 == 0) ReadAll(files.Bytes("x.safetensors", Damage(random)));
                else Parse(TestFiles.Concat(DamagedHeader(random), new byte[28]), path);
                accepted++;
            }
            catch (UserException e)
            {
                Assert.That(e.Message, Does.StartWith($"{path}: "));
                refused++;
            }
        }
        Assert.That((accepted > 30, refused > 1000, Live() - before), Is.EqualTo((true, true, 0)), $"{accepted} accepted, {refused} refused");
    }

    private static long Live() => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    private static void Parse(byte[] bytes, string path)
    {
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        SafetensorsLayout.Check(SafetensorsHeader.Parse(bytes.AsSpan(8, length), path).Entries, 8 + length, bytes.Length, path);
    }

    private static void ReadAll(string path)
    {
        using var scope = torch.NewDisposeScope();
        using var file = SafetensorsFile.Open(path);
        foreach (var name in file.Names) file.Tensor(name);
    }

    private static byte[] Damage(Random random)
    {
        var bytes = TestFiles.Concat(DamagedHeader(random), new byte[28]);
        switch (random.Next(8))
        {
            case 0:
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                BinaryPrimitives.WriteInt64LittleEndian(bytes, random.NextInt64() >> random.Next(64));
                break;
            case 2:
                bytes = bytes[..random.Next(bytes.Length)];
                break;
            default:
                break;
        }
        return bytes;
    }

    private static string DamagedHeader(Random random)
    {
        var text = new StringBuilder(Header);
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(5))
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
                    text[at] = (char)('0' + random.Next(10));
                    break;
                default:
                    text.Insert(at, text.ToString(at, Math.Min(random.Next(1, 40), text.Length - at)));
                    break;
            }
        }
        return text.ToString();
    }
}
