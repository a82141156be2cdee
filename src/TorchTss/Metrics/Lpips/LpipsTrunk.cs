using System.Collections.Immutable;
using System.Globalization;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.Lpips;

/// <summary>A classification network cut into slices: LPIPS compares what comes out of each.</summary>
/// <remarks>The layers keep their numbers in torchvision's <c>features</c> as names: <c>slice2.3.weight</c> is <c>features.3.weight</c>.</remarks>
internal sealed record LpipsTrunk
{
    /// <summary>Its name in sentences: "AlexNet".</summary>
    public required string Title { get; init; }

    /// <summary>The user's file.</summary>
    public required MetricFile File { get; init; }

    /// <summary>The shipped linear heads.</summary>
    public required MetricFile Heads { get; init; }

    /// <summary>Channels of every tap.</summary>
    public required ImmutableArray<int> Taps { get; init; }

    /// <summary>The shortest side that leaves a pixel after the last pool.</summary>
    public required int SmallestSide { get; init; }

    /// <summary>How its layers are made, slice by slice, in the order of <c>features</c>.</summary>
    public required ImmutableArray<ImmutableArray<Func<Module<Tensor, Tensor>>>> Slices { get; init; }

    /// <summary>The trunk of a name.</summary>
    public static LpipsTrunk Of(LpipsNet net) => net switch
    {
        LpipsNet.Vgg => VggTrunk.Trunk,
        LpipsNet.Squeeze => SqueezeTrunk.Trunk,
        _ => AlexTrunk.Trunk,
    };

    /// <summary>The slices as modules <c>slice1</c>, <c>slice2</c>, …</summary>
    public Sequential Build()
    {
        var layer = 0;
        return Sequential(Slices.Select((slice, k) => ($"slice{k + 1}", (Module<Tensor, Tensor>)Sequential(
            slice.Select(make => (string.Create(CultureInfo.InvariantCulture, $"{layer++}"), make())).ToArray()))).ToArray());
    }

    /// <summary>torchvision's key as LPIPS spells it: <c>features.3.weight</c> is <c>net.slice2.3.weight</c>; other keys stay.</summary>
    public string Canonical(string key)
    {
        if (key.Split('.') is not ["features", var number, .. var rest]) return key;
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var layer)) return key;
        var end = 0;
        for (var k = 0; k < Slices.Length; k++)
        {
            if (layer < (end += Slices[k].Length)) return $"net.slice{k + 1}.{number}.{string.Join('.', rest)}";
        }
        return key;
    }
}
