using TorchSharp;
using TorchTss.Imaging;

namespace TorchTss.Tests.Imaging;

public sealed class ImageTensorTests
{
    private static readonly Image8 _every = new(16, 16,
        [.. Enumerable.Range(0, 256).SelectMany(v => new[] { (byte)v, (byte)(255 - v), (byte)(v ^ 0x55) })]);

    [Test]
    public void Values_are_torchs_own_division()
    {
        using var scope = torch.NewDisposeScope();
        var expected = torch.tensor(_every.Pixels, [16, 16, 3], torch.uint8).permute(2, 0, 1).unsqueeze(0).to(torch.float32).div(255);
        Assert.That(ImageTensor.From(_every).equal(expected).all().item<bool>(), Is.True);
    }

    [Test]
    public void Every_level_survives_there_and_back([Values] PixelRounding rounding)
    {
        using var scope = torch.NewDisposeScope();
        var x = ImageTensor.From(_every);
        // Truncation needs the official programs' own caution: v/255·255 may end just below v.
        var back = rounding == PixelRounding.HalfToEven ? ImageTensor.ToImage(x) : ImageTensor.FromLevels((x * 255).round(), rounding);
        Assert.That(back.Pixels, Is.EqualTo(_every.Pixels));
    }

    [Test]
    public void Rounding_is_torchs_half_to_even()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.rand([1, 3, 40, 41], generator: new torch.Generator(5)) * 1.2 - 0.1;
        var expected = (x.clamp(0, 1) * 255).round().to(torch.uint8)[0].permute(1, 2, 0);
        Assert.That(ImageTensor.ToImage(x).Pixels, Is.EqualTo(ImageTensor.FromRows(expected).Pixels));
        var halves = torch.tensor(new[] { 0.5f, 1.5f, 2.5f }).view(1, 3, 1, 1);
        Assert.That(ImageTensor.FromLevels(halves).Pixels, Is.EqualTo(new byte[] { 0, 2, 2 }));
        Assert.That(ImageTensor.FromLevels(halves + 0.4, PixelRounding.Truncate).Pixels, Is.EqualTo(new byte[] { 0, 1, 2 }));
    }

    [Test]
    public void Values_outside_are_clamped_and_not_a_number_is_black()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.tensor(new[] { -3f, float.PositiveInfinity, float.NaN }).view(1, 3, 1, 1);
        Assert.That(ImageTensor.ToImage(x).Pixels, Is.EqualTo(new byte[] { 0, 255, 0 }));
    }

    [Test]
    public void Half_precision_and_strided_tensors_are_read()
    {
        using var scope = torch.NewDisposeScope();
        var x = ImageTensor.From(_every).to(torch.bfloat16).permute(0, 1, 3, 2);
        Assert.That(ImageTensor.ToImage(x).Pixels, Is.EqualTo(ImageTensor.ToImage(x.to(torch.float32).contiguous()).Pixels));
    }

    [Test]
    public void Another_shape_is_refused()
    {
        using var scope = torch.NewDisposeScope();
        Assert.That(() => ImageTensor.ToImage(torch.zeros(2, 3, 4, 5)),
            Throws.ArgumentException.With.Message.EqualTo("a picture is [1, 3, H, W], got [2, 3, 4, 5]"));
    }

    [Test]
    public void No_tensor_is_left_behind()
    {
        DisposeScopeManager.Statistics.Reset();
        using (var x = ImageTensor.From(_every)) ImageTensor.ToImage(x);
        Assert.That(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount, Is.Zero);
    }
}
