using TorchTss.Denoisers;
using TorchTss.Hosts.Texts;
using TorchTss.Imaging;
using TorchTss.Networks;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Hosts.ControlNets;

/// <summary>Super-resolution with a Stable Diffusion model and a ControlNet that sees the enlarged input.</summary>
/// <remarks>The recipe of the bundled tiny host (weights/tiny/README.md), on any model of the family.</remarks>
internal sealed class ControlNetHost(HostProfile profile, ControlNetModel model, ITextStates texts, Compute compute) : IHost
{
    /// <inheritdoc/>
    public HostProfile Profile => profile;

    /// <summary>The networks.</summary>
    internal ControlNetModel Model => model;

    /// <summary>Sides of the padded picture are multiples of this, so that every level of the UNet halves evenly.</summary>
    private int Multiple => model.Codec.Factor << (model.Configs.UNet.Levels - 1);

    /// <inheritdoc/>
    public void Expect(IReadOnlyCollection<RunSettings> runs) => texts.Expect(runs);

    /// <inheritdoc/>
    public Frame Prepare(Image8 input, RunSettings settings)
    {
        var upsampled = HostPicture.Enlarge(input, settings.Scale!.Value);
        return new Frame(input, upsampled, HostPicture.PadToMultiple(upsampled, Multiple));
    }

    /// <inheritdoc/>
    public HostTask Begin(Frame frame, RunSettings settings, Tensor startSigma, INoise noise)
    {
        var prediction = Predictions.Of(settings.Prediction!, "--prediction");
        return new HostTask(Network(frame.Padded, settings).Denoiser(prediction, profile.Table), Start(frame, settings, startSigma, noise));
    }

    /// <inheritdoc/>
    public Image8 Finish(Tensor latent, HostTask task, Frame frame, RunSettings settings) => Finish(latent, frame, settings);

    /// <summary>The picture of a clean latent: colours fixed, cropped, rounded.</summary>
    internal Image8 Finish(Tensor latent, Frame frame, RunSettings settings)
    {
        using var scope = NewDisposeScope();
        var restored = Decode(latent, settings);
        var source = LatentCodec.Signed(frame.Padded);
        var picture = Catalog<IColorFix>.Create(settings.ColorFix!, "--color-fix").Apply(restored, source);
        restored.Dispose();         // each 200 MB at 4096²
        source.Dispose();
        return ImageTensor.ToImage(Crop(picture, frame).add_(1).div_(2));
    }

    /// <inheritdoc/>
    public Tensor Decode(Tensor latent, Frame frame, RunSettings settings)
    {
        using var scope = NewDisposeScope();
        return Crop(Decode(latent, settings), frame).add(1).div_(2).clamp_(0, 1).MoveToOuterDisposeScope();
    }

    /// <summary>The input's latent.</summary>
    internal Tensor Encode(Frame frame, RunSettings settings) => model.Codec.Encode(frame.Padded, settings);

    /// <summary>A latent's picture before the colour fix.</summary>
    /// <exception cref="UserException">The autoencoder overflowed.</exception>
    internal Tensor Decode(Tensor latent, RunSettings settings)
    {
        NonFinite.Refuse(latent, "denoising: the networks left NaN or infinity in the latent");
        var picture = model.Codec.Decode(latent, settings);
        NonFinite.Refuse(picture, "decoding: the autoencoder left NaN or infinity in the picture");
        return picture;
    }

    /// <summary>ControlNet and UNet as one network that has seen the picture; what it closes over belongs to the caller's scope.</summary>
    internal Network Network(Image8 picture, RunSettings settings)
    {
        var text = texts.For(settings);
        var guided = settings.GuidanceScale != 1 && text.Negative is not null;
        var given = text.For(guided, picture.Height, picture.Width, compute);
        var hint = Hint(picture);
        var rule = Catalog<ILevelMap>.Create(settings.Tss.LevelMap, "--level-map");
        Network both = (input, timestep) =>
        {
            using var scope = NewDisposeScope();
            var x = input.to(compute.Dtype);
            var levels = new TimestepMap(timestep, rule).Levels(x.size(2), x.size(3), model.Configs.UNet.Levels, compute.Device);
            var control = model.ControlNet.Use(n => n.call(x, levels, given, hint, settings.ControlScale!.Value));
            return model.UNet.Use(n => n.call(x, levels, given, control)).MoveToOuterDisposeScope();
        };
        return guided ? both.WithGuidance(settings.GuidanceScale!.Value) : both;
    }

    /// <summary>x = z_LR + σ·noise.</summary>
    private Tensor Start(Frame frame, RunSettings settings, Tensor startSigma, INoise noise)
    {
        using var scope = NewDisposeScope();
        var latent = Encode(frame, settings);
        var draw = noise.Draw("start", latent.shape).to(compute.Device);
        return (latent + startSigma.to(float32).to(compute.Device) * draw).MoveToOuterDisposeScope();
    }

    private static Tensor Crop(Tensor padded, Frame frame) => padded[.., .., ..frame.Upsampled.Height, ..frame.Upsampled.Width];

    private Tensor Hint(Image8 picture)
    {
        using var scope = NewDisposeScope();
        var image = ImageTensor.From(picture).to(compute.Dtype).to(compute.Device);             // 0..1, not −1..1
        return model.ControlNet.Use(n => n.EmbedHint(image)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        model.Dispose();
        texts.Dispose();
    }
}
