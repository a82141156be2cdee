using TorchTss.Checkpoints;

namespace TorchTss.Tests.Checkpoints;

/// <summary>Values from stable-diffusion specification 6.5.</summary>
public sealed class Float8Tests
{
    [TestCase(SafetensorsDtype.F8_E4M3, 0x7E, 448f)]
    [TestCase(SafetensorsDtype.F8_E4M3, 0x01, 1f / 512)]
    [TestCase(SafetensorsDtype.F8_E4M3, 0x38, 1f)]
    [TestCase(SafetensorsDtype.F8_E4M3, 0xB8, -1f)]
    [TestCase(SafetensorsDtype.F8_E4M3, 0x7F, float.NaN)]
    [TestCase(SafetensorsDtype.F8_E4M3, 0xFF, float.NaN)]
    [TestCase(SafetensorsDtype.F8_E5M2, 0x7C, float.PositiveInfinity)]
    [TestCase(SafetensorsDtype.F8_E5M2, 0xFC, float.NegativeInfinity)]
    [TestCase(SafetensorsDtype.F8_E5M2, 0x7D, float.NaN)]
    [TestCase(SafetensorsDtype.F8_E4M3FNUZ, 0x7F, 240f)]
    [TestCase(SafetensorsDtype.F8_E4M3FNUZ, 0x80, float.NaN)]
    [TestCase(SafetensorsDtype.F8_E5M2FNUZ, 0x7F, 57344f)]
    [TestCase(SafetensorsDtype.F8_E5M2FNUZ, 0x80, float.NaN)]
    [TestCase(SafetensorsDtype.F8_E8M0, 127, 1f)]
    [TestCase(SafetensorsDtype.F8_E8M0, 0, 5.877471754111438e-39f)]
    [TestCase(SafetensorsDtype.F8_E8M0, 0xFF, float.NaN)]
    public void Decodes(SafetensorsDtype dtype, int bits, float value) => Assert.That(Float8.Table(dtype)[bits], Is.EqualTo(value));

    [Test]
    public void E5M2_is_the_high_byte_of_a_half()
    {
        var table = Float8.Table(SafetensorsDtype.F8_E5M2);
        for (var b = 0; b < 256; b++) Assert.That(table[b], Is.EqualTo((float)BitConverter.UInt16BitsToHalf((ushort)(b << 8))));
    }

    [Test]
    public void A_file_of_them_is_read_as_float32()
    {
        using var files = new TestFiles();
        using var file = SafetensorsFile.Open(files.Safetensors(
            "x.safetensors", """{"w":{"dtype":"F8_E4M3","shape":[3],"data_offsets":[0,3]}}""", 0x38, 0x7E, 0xB8));
        using var w = file.Tensor("w");
        Assert.That(w.data<float>().ToArray(), Is.EqualTo(new[] { 1f, 448f, -1f }));
    }
}
