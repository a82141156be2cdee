namespace TorchTss.Experiments.Frequency;

/// <summary>How the bands of a patch come about.</summary>
internal enum PatchFilter
{
    /// <summary>Every patch is transformed by itself.</summary>
    Patch,

    /// <summary>The whole picture is split into bands, and the patch is cut out of each.</summary>
    Full,
}
