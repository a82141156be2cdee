using System.Buffers.Binary;
using TorchSharp;
using TorchTss.Checkpoints;
using TorchTss.Fuzz.Mutators;
using TorchTss.Runtime;

namespace TorchTss.Tests.Checkpoints;

public sealed class SafetensorsFuzzTests
{
    private const string Header = """
        {"__metadata__":{"format":"pt","ü":"\u00fc"},"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"b.c":{"dtype":"BF16","shape":[],"data_offsets":[24,26]},"d":{"dtype":"U8","shape":[0,5],"data_offsets":[26,26]},"e":{"dtype":"F8_E4M3","shape":[2],"data_offsets":[26,28]}}
        """;

    private static readonly HeaderMutator _header = new();

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
                else Parse(DamagedHeader(random), path);
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
        var bytes = DamagedHeader(random);
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

    private static byte[] DamagedHeader(Random random) => _header.Damage(TestFiles.Concat(Header, new byte[28]), random)!;
}
