using System.Numerics;
using TorchTss.Imaging;
using TorchTss.Metrics.Pixels;

namespace TorchTss.Metrics.Niqe;

/// <summary>36 numbers for every block of a picture: fits to its normalised coefficients and to products of neighbours, at two scales.</summary>
/// <remarks>Mittal et al. 2013. A block is made, fitted and forgotten, so only the luma and its half size are in memory.</remarks>
internal sealed class NiqeFeatures
{
    /// <summary>The side of a block at full size.</summary>
    public const int Side = 96;

    /// <summary>Numbers per block, 18 for each scale.</summary>
    public const int Count = 36;

    private const double MachineEpsilon = 2.220446049250313e-16;       // 2⁻⁵²

    private static readonly (int Down, int Right)[] _shifts = [(0, 1), (1, 0), (1, 1), (1, -1)];

    private readonly NiqeVariant _variant;
    private readonly ColorSpace _space;
    private readonly int _crop;
    private readonly GaussianWindow _window;
    private readonly AggdTable _table;

    public NiqeFeatures(NiqeVariant variant, ColorSpace space, int crop)
    {
        (_variant, _space, _crop) = (variant, space, crop);
        _window = new GaussianWindow(7, 7.0 / 6, single: variant == NiqeVariant.Pyiqa);
        _table = new AggdTable(single: variant == NiqeVariant.Pyiqa);
    }

    /// <summary>The features of whole blocks from the upper left on; a feature that a flat block leaves undefined is not a number.</summary>
    /// <param name="image">The picture.</param>
    /// <returns>Rows of 36 numbers, the blocks row by row.</returns>
    public double[][] Of(Image8 image)
    {
        var levels = Levels(image);
        var features = new double[levels.Width / Side * (levels.Height / Side)][];
        for (var i = 0; i < features.Length; i++) features[i] = new double[Count];
        var half = HalfSize.Of(levels);
        foreach (var (plane, scale, divisor) in new[] { (levels, 1f, 1), (half, 255f, 2) })
        {
            if (_variant == NiqeVariant.Pyiqa) Fill(features, plane, (double)scale, divisor, MachineEpsilon);
            else Fill(features, plane, scale, divisor, epsilon: 0f);
        }
        return features;
    }

    /// <summary>Luma in whole levels of the part that consists of whole blocks.</summary>
    internal Plane Levels(Image8 image)
    {
        var plane = new Plane((image.Width - 2 * _crop) / Side * Side, (image.Height - 2 * _crop) / Side * Side);
        Parallel.For(0, plane.Height, y =>
        {
            var rgb = image.Row(y + _crop)[(_crop * 3)..];
            var row = plane[y];
            for (int x = 0, o = 0; x < row.Length; x++, o += 3) row[x] = Level(rgb[o], rgb[o + 1], rgb[o + 2]);
        });
        return plane;
    }

    private float Level(byte red, byte green, byte blue) => _variant == NiqeVariant.Pyiqa
        ? Luma.Level(_space, red, green, blue)
        : MathF.Round(Luma.BasicSr(red, green, blue), MidpointRounding.ToEven);

    private void Fill<T>(double[][] features, Plane plane, T scale, int divisor, T epsilon) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (side, across) = (Side / divisor, plane.Width * divisor / Side);
        Parallel.For(0, features.Length, () => new Worker<T>(new BlockContrast<T>(_window, side, epsilon), side), (i, _, worker) =>
        {
            worker.Contrast.Normalize(plane, scale, i % across * side, i / across * side, side, worker.Block);
            Describe(worker, side, features[i].AsSpan((divisor - 1) * Count / 2, Count / 2));
            return worker;
        }, _ => { });
    }

    private void Describe<T>(Worker<T> worker, int side, Span<double> features) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var own = Aggd.Fit<T>(worker.Block, _table, worker.Scratch);
        (features[0], features[1]) = (own.Shape, (own.Left + own.Right) / 2);
        for (var k = 0; k < _shifts.Length; k++)
        {
            Multiply<T>(worker.Block, side, _shifts[k].Down, _shifts[k].Right, worker.Products);
            var pair = Aggd.Fit<T>(worker.Products, _table, worker.Scratch);
            (features[4 * k + 2], features[4 * k + 3], features[4 * k + 4], features[4 * k + 5]) = (pair.Shape, pair.Mean, pair.Left, pair.Right);
        }
    }

    /// <summary>Every coefficient times the one that a circular shift brings to its place.</summary>
    private static void Multiply<T>(ReadOnlySpan<T> block, int side, int down, int right, Span<T> products)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var y = 0; y < side; y++)
        {
            ReadOnlySpan<T> row = block.Slice(y * side, side), other = block.Slice((y - down + side) % side * side, side);
            var to = products.Slice(y * side, side);
            for (var x = 0; x < side; x++)
            {
                var from = x - right;
                to[x] = row[x] * other[from < 0 ? from + side : from < side ? from : from - side];
            }
        }
    }

    /// <summary>What one thread works with: less than 1 MB.</summary>
    private sealed class Worker<T>(BlockContrast<T> contrast, int side) where T : unmanaged, IFloatingPointIeee754<T>
    {
        public BlockContrast<T> Contrast { get; } = contrast;

        public T[] Block { get; } = new T[side * side];

        public T[] Products { get; } = new T[side * side];

        public T[] Scratch { get; } = new T[2 * side * side];
    }
}
