using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks.Supir;

/// <summary>SUPIR's control network and UNet as one: both see the same latent, timesteps, text and vector.</summary>
/// <remarks>x [B, In, h, w] scaled by c_in, hint [B, In, h, w] → ε [B, Out, h, w]. SUPIR ControlWrapper.</remarks>
internal sealed class ControlledUNet : Module<Tensor, TimestepLevels, (Tensor Text, Tensor Vector), Tensor, Tensor, Tensor>
{
    [ComponentName(Name = "control_model")] private readonly GlvControl _control;
    [ComponentName(Name = "diffusion_model")] private readonly LightUNet _unet;

    public ControlledUNet(SupirConfig control, SupirConfig unet) : base(nameof(ControlledUNet))
    {
        (_control, _unet) = (new GlvControl(control), new LightUNet(unet));
        RegisterComponents();
    }

    /// <summary>The control network.</summary>
    public GlvControl Control => _control;

    /// <summary>The UNet.</summary>
    public LightUNet UNet => _unet;

    /// <summary>The levels of the deeper network.</summary>
    public int Levels => Math.Max(_control.Config.Levels, _unet.Config.Levels);

    public override Tensor forward(Tensor x, TimestepLevels timesteps, (Tensor Text, Tensor Vector) given, Tensor hint, Tensor scale)
    {
        using var scope = NewDisposeScope();
        var control = Features(x, timesteps, given, hint);
        return _unet.call(x, timesteps, given, control, scale).to(float32).MoveToOuterDisposeScope();
    }

    /// <summary>What the control network says; the bottom's feature last.</summary>
    public IReadOnlyList<Tensor> Features(Tensor x, TimestepLevels timesteps, (Tensor Text, Tensor Vector) given, Tensor hint) =>
        _control.call(x, timesteps, given.Text, given.Vector, hint);
}
