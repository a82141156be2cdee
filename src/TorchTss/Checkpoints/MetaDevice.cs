using static TorchSharp.torch;

namespace TorchTss.Checkpoints;

/// <summary>Modules without memory: their values come from a file alone.</summary>
internal static class MetaDevice
{
    private static readonly Lock _building = new();

    /// <summary>What <paramref name="build"/> makes, with every parameter and buffer on the meta device.</summary>
    public static TModule Build<TModule>(Func<TModule> build) where TModule : nn.Module
    {
        lock (_building) return WithDefault(build);             // the default device is the whole process's: one at a time
    }

    private static TModule WithDefault<TModule>(Func<TModule> build)
    {
        var before = get_default_device();
        set_default_device(META);
        try
        {
            return build();
        }
        finally
        {
            set_default_device(before);
        }
    }
}
