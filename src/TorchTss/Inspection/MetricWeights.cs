using TorchTss.Checkpoints.Layouts;

namespace TorchTss.Inspection;

/// <summary>Recognises the weights of metrics by a tensor that only they have.</summary>
internal static class MetricWeights
{
    private static readonly (string Key, long[] Shape, string Metric, string File)[] _marks =
    [
        ("visual.attnpool.c_proj.weight", [1024, 2048], "clipiqa", "clip_rn50.safetensors"),
        ("head.weight", [1, 384], "musiq:weights=koniq", "musiq_koniq.safetensors"),
        ("head.0.weight", [10, 384], "musiq:weights=ava", "musiq_ava.safetensors"),
        ("Mixed_7c.branch_pool.conv.weight", [192, 2048, 1, 1], "fid", "inception_fid.safetensors"),
        ("features.0.weight", [64, 3, 11, 11], "lpips", "alexnet.safetensors"),
        ("features.28.weight", [512, 512, 3, 3], "lpips:net=vgg", "vgg16.safetensors"),
        ("features.12.expand3x3.weight", [256, 64, 3, 3], "lpips:net=squeeze", "squeezenet1_1.safetensors"),
    ];

    /// <summary>The metric and the name of its file; null where the tensors belong to none.</summary>
    public static (string Metric, string File)? Of(KeyTable keys)
    {
        foreach (var (key, shape, metric, file) in _marks)
        {
            if (keys.Has(key) && keys.Shape(key).AsSpan().SequenceEqual(shape)) return (metric, file);
        }
        return null;
    }
}
