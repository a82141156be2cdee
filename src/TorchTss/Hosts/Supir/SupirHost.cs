using TorchTss.Hosts.Texts;
using TorchTss.Imaging;
using TorchTss.Imaging.ColorFixes;
using TorchTss.Imaging.Rows;
using TorchTss.Networks.Supir;
using TorchTss.Networks.Tiling;
using TorchTss.Runtime;
using TorchTss.Samplers;
using static TorchSharp.torch;

namespace TorchTss.Hosts.Supir;

/// <summary>SUPIR: SDXL led by a control network that sees the picture as its denoising encoder cleaned it.</summary>
/// <remarks>The original's test.py and SUPIRModel.batchify_sample (supir.md 1).</remarks>
internal sealed class SupirHost(HostProfile profile, SupirModel model, ITextStates texts, Compute compute) : IHost
{
    /// <summary>The sizes that the networks are told, whatever the picture's are.</summary>
    private const int ToldSize = 1024;

    /// <inheritdoc/>
    public HostProfile Profile => profile;

    /// <inheritdoc/>
    public void Expect(IReadOnlyCollection<RunSettings> runs) => texts.Expect([.. runs.Where(r => !r.Stage1Only).Select(SupirPrompts.Of)]);

    /// <inheritdoc/>
    public Frame Prepare(Image8 input, RunSettings settings)
    {
        var working = Enlarge(input, settings);
        return new Frame(input, working, working);
    }

    /// <summary>The picture at the size that the networks work on.</summary>
    /// <exception cref="UserException">A size that is too large for one picture.</exception>
    internal static Image8 Enlarge(Image8 input, RunSettings resolved)
    {
        var size = SizeOf(input, resolved);
        const string smaller = "--scale or --min-size, or cut the picture";
        HostPicture.RefuseTooLarge(input, size.Width, size.Height, smaller);
        HostPicture.RefuseTooLarge(input, size.OutputWidth, size.OutputHeight, smaller);
        return SupirPixels.Resized(input, size);
    }

    /// <inheritdoc/>
    public HostTask Begin(Frame frame, RunSettings settings, Tensor startSigma, INoise noise)
    {
        var known = Conditions(frame, settings, noise, SupirPrompts.IsGuided(settings));
        var denoise = SupirDenoising.Denoiser(SupirDenoising.Networks(model, known, settings, compute), known, settings, profile.Table);
        return new SupirTask(denoise, Start(known.Guide, startSigma, noise, settings.OfficialRounding), known.Guide);
    }

    /// <inheritdoc/>
    public Image8? FirstStage(Frame frame, RunSettings settings)
    {
        using var scope = NewDisposeScope();
        return Written([Guide(frame, settings)], new NoColorFix(), frame, settings);
    }

    /// <inheritdoc/>
    public Tensor Decode(Tensor latent, Frame frame, RunSettings settings)
    {
        using var scope = NewDisposeScope();
        var picture = SupirPixels.ToOutputSize(Decoded(latent, settings), SizeOf(frame.Input, settings));
        return picture.add(1).div_(2).clamp_(0, 1).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    /// <remarks>Row by row, so that nothing of the picture's size is there but its 8 bits; a colour fix that looks at all of a picture keeps the floats.</remarks>
    public Image8 Finish(Tensor latent, HostTask task, Frame frame, RunSettings settings)
    {
        using var scope = NewDisposeScope();
        var fix = Catalog<IColorFix>.Create(settings.ColorFix!, "--color-fix");
        if (fix.Reach is null)
        {
            var coloured = Coloured(Decoded(latent, settings), ((SupirTask)task).Guide, settings);
            return SupirPixels.ToImage(SupirPixels.ToOutputSize(coloured, SizeOf(frame.Input, settings)));
        }
        return Written(fix is NoColorFix ? [latent] : [latent, ((SupirTask)task).Guide], fix, frame, settings);
    }

    /// <summary>Everything that the networks are told of a picture; owned by the caller's scope.</summary>
    /// <param name="frame">The picture.</param>
    /// <param name="settings">Resolved.</param>
    /// <param name="noise">All randomness.</param>
    /// <param name="guided">Whether there is an unconditional half.</param>
    internal SupirConditions Conditions(Frame frame, RunSettings settings, INoise noise, bool guided)
    {
        using var scope = NewDisposeScope();
        var guide = Guide(frame, settings);
        var (text, vector) = Told(settings, guided);
        var center = settings.Restore > 0 ? Center(guide, settings, noise) : null;
        return new SupirConditions(
            guide.MoveToOuterDisposeScope(), center?.MoveToOuterDisposeScope(), text.MoveToOuterDisposeScope(), vector.MoveToOuterDisposeScope());
    }

    /// <summary>√(1 + σ²)·noise.</summary>
    /// <param name="guide">Size and device.</param>
    /// <param name="startSigma">σ of the first level.</param>
    /// <param name="noise">All randomness.</param>
    /// <param name="bf16">Whether noise and start are rounded to bfloat16, as in the original's default run (supir.md 1.7).</param>
    internal static Tensor Start(Tensor guide, Tensor startSigma, INoise noise, bool bf16 = false)
    {
        using var scope = NewDisposeScope();
        var draw = noise.Draw("start", guide.shape);
        var start = (1 + startSigma.square()).sqrt().to(float32) * (bf16 ? draw.Rounded() : draw);
        return (bf16 ? start.Rounded() : start).to(guide.device).MoveToOuterDisposeScope();
    }

    /// <summary>A picture with the colours of the first stage.</summary>
    /// <param name="picture">Disposed here: each is 200 MB at 4096².</param>
    /// <param name="guide">z_LQ.</param>
    /// <param name="settings">Resolved.</param>
    internal Tensor Coloured(Tensor picture, Tensor guide, RunSettings settings)
    {
        var fix = Catalog<IColorFix>.Create(settings.ColorFix!, "--color-fix");
        if (fix is NoColorFix) return picture;
        using var scope = NewDisposeScope();
        var firstStage = Decoded(guide, settings);
        var coloured = fix.Apply(picture, firstStage);
        picture.Dispose();
        return coloured.MoveToOuterDisposeScope();
    }

    /// <summary>A latent's picture.</summary>
    /// <exception cref="UserException">The networks or the autoencoder overflowed.</exception>
    internal Tensor Decoded(Tensor latent, RunSettings settings)
    {
        RefuseNonFinite(latent);
        return model.Codec.Decode(latent, Tiling(settings));
    }

    /// <summary>The picture of a latent, with the colours of another's if there is another.</summary>
    private Image8 Written(Tensor[] latents, IColorFix fix, Frame frame, RunSettings settings)
    {
        foreach (var latent in latents) RefuseNonFinite(latent);
        return model.Codec.Decode(latents, Tiling(settings), pictures =>
        {
            var coloured = pictures is [var restored, var source] ? new ColouredRows(restored, source, fix, fix.Reach!.Value) : pictures[0];
            return SupirPixels.ToImage(SupirPixels.ToOutputSize(coloured, SizeOf(frame.Input, settings)));
        });
    }

    private static void RefuseNonFinite(Tensor latent) => NonFinite.Refuse(latent, "denoising: the networks left NaN or infinity in the latent");

    private Tensor Guide(Frame frame, RunSettings settings)
    {
        using var scope = NewDisposeScope();
        var guide = model.Codec.EncodeDenoised(frame.Padded, Tiling(settings)).to(compute.Device);
        return (settings.OfficialRounding ? guide.Rounded() : guide).MoveToOuterDisposeScope();
    }

    /// <summary>The first stage's picture, encoded again: for restoration guidance its floats are there as a whole.</summary>
    internal Tensor Center(Tensor guide, RunSettings settings, INoise noise)
    {
        using var scope = NewDisposeScope();
        var latent = model.Codec.Encode(Decoded(guide, settings), noise.Draw("posterior", guide.shape), Tiling(settings));
        return latent.to(compute.Device).MoveToOuterDisposeScope();
    }

    private (Tensor Text, Tensor Vector) Told(RunSettings settings, bool guided)
    {
        using var scope = NewDisposeScope();
        var pair = texts.For(SupirPrompts.Of(settings));
        if (guided && pair.Negative is null)
        {
            throw new UsageException($"--embeddings {settings.Embeddings}: has no tensor 'negative', which guidance leads away from; "
                + "add it, or use --cfg 1 --cfg-start 1");
        }
        var given = pair.For(guided, ToldSize, ToldSize, compute);
        var vector = SizeVector.Of(given.Pooled!, given.TimeIds!, SizeVector.WidthFor(model.VectorChannels, given.Pooled!.size(1))!.Value);
        return (given.Text.MoveToOuterDisposeScope(), vector.MoveToOuterDisposeScope());
    }

    private static SupirSize SizeOf(Image8 input, RunSettings settings) =>
        SupirSize.Of(input.Width, input.Height, settings.Scale!.Value, settings.MinSize!.Value);

    private IAutoencoderTiling? Tiling(RunSettings settings) => AutoencoderTilings.Of(settings, model.Codec.Factor);

    /// <inheritdoc/>
    public void Dispose()
    {
        model.Dispose();
        texts.Dispose();
    }
}
