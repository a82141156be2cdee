using System.Globalization;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.Musiq;

/// <summary>The transformer over patches of all scales: each token is told its place and its scale, and one more token gathers the answer.</summary>
/// <remarks>tokens [B, L, C], positions [L], scales [L] int64 → the gathering token [B, C]. pyiqa fills short scales up with tokens that nobody
/// may look at; leaving them out gives the same answer. pyiqa musiq_arch, TransformerEncoder.</remarks>
internal sealed class MusiqEncoder : Module<Tensor, Tensor, Tensor, Tensor>
{
    [ComponentName(Name = "posembed_input")] private readonly PositionTable _positions;
    [ComponentName(Name = "scaleembed_input")] private readonly ScaleTable _scales;
    [ComponentName(Name = "cls")] private readonly Parameter _gatherer;
    [ComponentName(Name = "transformer")] private readonly Sequential _blocks;
    [ComponentName(Name = "encoder_norm")] private readonly LayerNorm _norm;

    public MusiqEncoder(MusiqConfig c) : base(nameof(MusiqEncoder))
    {
        (_positions, _scales) = (new PositionTable(c.Grid * c.Grid, c.Width), new ScaleTable(c.Scales, c.Width));
        _gatherer = new Parameter(empty(1, 1, c.Width));
        _blocks = Sequential([.. Enumerable.Range(0, c.Layers).Select(i =>
            (string.Create(CultureInfo.InvariantCulture, $"encoderblock_{i}"), (Module<Tensor, Tensor>)new MusiqBlock(c)))]);
        _norm = LayerNorm(c.Width, eps: 1e-6);
        RegisterComponents();
    }

    public override Tensor forward(Tensor tokens, Tensor positions, Tensor scales)
    {
        using var scope = NewDisposeScope();
        var placed = tokens + _positions.Rows(positions) + _scales.Rows(scales);
        var all = _blocks.call(cat([_gatherer.expand(tokens.size(0), -1, -1), placed], 1));
        return _norm.call(all.select(1, 0)).MoveToOuterDisposeScope();
    }

    private sealed class PositionTable : Module
    {
        [ComponentName(Name = "position_emb")] private readonly Parameter _table;

        public PositionTable(int rows, int width) : base(nameof(PositionTable))
        {
            _table = new Parameter(empty(1, rows, width));
            RegisterComponents();
        }

        public Tensor Rows(Tensor indices) => _table.index_select(1, indices);
    }

    private sealed class ScaleTable : Module
    {
        [ComponentName(Name = "scale_emb")] private readonly Parameter _table;

        public ScaleTable(int rows, int width) : base(nameof(ScaleTable))
        {
            _table = new Parameter(empty(rows, width));
            RegisterComponents();
        }

        public Tensor Rows(Tensor indices) => _table.index_select(0, indices);
    }
}
