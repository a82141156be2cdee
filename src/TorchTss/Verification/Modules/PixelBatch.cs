using TorchSharp;

namespace TorchTss.Verification.Modules;

/// <summary>8-bit pictures of a case as networks see them.</summary>
internal static class PixelBatch
{
    /// <summary>[H, W, 3] or [B, H, W, 3] uint8 → [B, 3, H, W] in 0..1, byte/255, where the network is and in its dtype.</summary>
    public static torch.Tensor Pixels(this FixtureCase fixture, string name, torch.nn.Module network)
    {
        var rows = fixture.Input(name);
        var parameter = network.parameters().First();
        return (rows.dim() == 3 ? rows.unsqueeze(0) : rows).permute(0, 3, 1, 2).to(torch.float32).div(255)
            .contiguous().to(parameter.dtype).to(parameter.device);
    }
}
