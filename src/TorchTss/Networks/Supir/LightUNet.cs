using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks.Supir;

/// <summary>SUPIR's denoising network: SDXL's UNet whose skips pass through adaptors that let the control in.</summary>
/// <remarks>x [B, In, h, w], h and w multiples of the coarsest cell; control as <see cref="GlvControl"/> makes it; scale as in
/// <see cref="ControlScale"/> → [B, Out, h, w]. SUPIR LightGLVUNet. Callers hold <c>no_grad</c>.</remarks>
internal sealed class LightUNet : Module<Tensor, TimestepLevels, (Tensor Text, Tensor Vector), IReadOnlyList<Tensor>, Tensor, Tensor>
{
    [ComponentName(Name = "time_embed")] private readonly Sequential _time;
    [ComponentName(Name = "label_emb")] private readonly Sequential _label;
    [ComponentName(Name = "input_blocks")] private readonly ModuleList<Stage> _inputBlocks;
    [ComponentName(Name = "middle_block")] private readonly Stage _middle;
    [ComponentName(Name = "output_blocks")] private readonly ModuleList<Stage> _outputBlocks;
    [ComponentName(Name = "out")] private readonly Sequential _out;
    [ComponentName(Name = "project_modules")] private readonly ModuleList<Module> _adaptors;

    public LightUNet(SupirConfig config) : base(nameof(LightUNet))
    {
        Config = config;
        _time = SupirTrunk.Embedding(config.Channels[0], config.TimeChannels);
        _label = Sequential(("0", SupirTrunk.Embedding(config.VectorChannels, config.TimeChannels)));
        (_inputBlocks, _middle) = (SupirTrunk.InputBlocks(config), SupirTrunk.MiddleBlock(config));
        (_outputBlocks, _adaptors) = WayUp(config);
        _out = Sequential(
            ("0", GroupNorm(config.Groups, config.Channels[0], config.NormEps)),
            ("2", Conv2d(config.Channels[0], config.OutChannels, 3, padding: 1)));
        RegisterComponents();
    }

    /// <summary>The shape it was built with.</summary>
    public SupirConfig Config { get; }

    public override Tensor forward(
        Tensor x, TimestepLevels timesteps, (Tensor Text, Tensor Vector) given, IReadOnlyList<Tensor> control, Tensor scale)
    {
        using var scope = NewDisposeScope();
        if (control.Count != _inputBlocks.Count + 1) throw new ArgumentException($"{control.Count} control features for {_inputBlocks.Count} skips");
        var (text, time) = (given.Text, SupirTrunk.TimeField(Config, timesteps, given.Vector, _time, _label));
        var skips = new Stack<Tensor>();
        var h = x;
        foreach (var stage in _inputBlocks) skips.Push(h = stage.call(h, time, text));
        var adaptors = new Stack<Module>(_adaptors);
        h = ((ZeroSft)adaptors.Pop()).call(control[^1], _middle.call(h, time, text), null, scale);
        foreach (var stage in _outputBlocks)
        {
            var next = Up(stage, h, skips.Pop(), control[skips.Count], adaptors);
            h.Dispose();
            h = next;
        }
        return NormActivation.Consume((GroupNorm)_out[0], (Conv2d)_out[1], h).MoveToOuterDisposeScope();

        Tensor Up(Stage stage, Tensor main, Tensor skip, Tensor feature, Stack<Module> left)
        {
            using var inner = NewDisposeScope();
            var joined = ((ZeroSft)left.Pop()).call(feature, skip, main, scale);
            skip.Dispose();
            var y = stage.AttendsToControl
                ? stage.Call(joined, time, text, z => ((ZeroCrossAttention)left.Pop()).call(feature, z, scale))
                : stage.call(joined, time, text);
            return y.MoveToOuterDisposeScope();
        }
    }

    /// <summary>The stages of the way up and their adaptors, which are listed from the last stage to the bottom.</summary>
    private static (ModuleList<Stage> Stages, ModuleList<Module> Adaptors) WayUp(SupirConfig c)
    {
        var skips = new Stack<int>(Trunk.SkipChannels(c));
        var main = c.Channels[^1];
        List<Stage> stages = [];
        List<Module> adaptors = [new ZeroSft(main, main, 0)];
        for (var level = c.Levels - 1; level >= 0; level--)
        {
            for (var j = 0; j <= c.Layers[level]; j++)
            {
                var (skip, output) = (skips.Pop(), c.Channels[level]);
                var upsample = level > 0 && j == c.Layers[level] ? new Upsample(output) : null;
                var stage = new Stage(new ResBlock(c.Resnet(main + skip, output)), SupirTrunk.Transformer(c, level), upsample);
                adaptors.Add(new ZeroSft(skip, skip, main));
                if (stage.AttendsToControl) adaptors.Add(new ZeroCrossAttention(skip, output));
                stages.Add(stage);
                main = output;
            }
        }
        adaptors.Reverse();
        return (new([.. stages]), new([.. adaptors]));
    }
}
