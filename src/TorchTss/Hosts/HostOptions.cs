using TorchTss.Samplers;
using static System.FormattableString;

namespace TorchTss.Hosts;

/// <summary>Options that only some hosts make something of: an option that does nothing is said to.</summary>
internal static class HostOptions
{
    private static readonly (string Option, Func<RunSettings, bool> IsGiven)[] _options =
    [
        ("--supir", s => s.Supir is not null),
        ("--controlnet", s => s.ControlNet is not null),
        ("--ema", s => s.Ema),
        ("--min-size", s => s.MinSize is not null),
        ("--latent-tile", s => s.LatentTile != 0),
        ("--control-start", s => s.ControlStart is not null),
        ("--cfg-start", s => s.CfgStart is not null),
        ("--clamp-cfg", s => s.ClampCfg),
        ("--official-rounding", s => s.OfficialRounding),
        ("--restore", s => s.Restore is not null),
        ("--a-prompt", s => s.APrompt is not null),
    ];

    /// <summary>One sentence for every option that was given and that this host, or this solver, does not read.</summary>
    /// <param name="settings">As the user gave them.</param>
    /// <param name="profile">The host's.</param>
    public static IEnumerable<string> Unread(RunSettings settings, HostProfile profile)
    {
        foreach (var (option, isGiven) in _options)
        {
            if (isGiven(settings) && !profile.Reads.Contains(option)) yield return $"{option}: has no effect with host {settings.Host}";
        }
        if (settings.GuidanceScale is { } scale and not 1 && !profile.HasOwnPrompts
            && (settings.Embeddings ?? settings.Prompt ?? settings.NegativePrompt) is null)
        {
            yield return Invariant($"--guidance {scale}: has no effect without a prompt or --embeddings, which would be something to be guided by");
        }
        var sampler = settings.Sampler ?? profile.DefaultsOf(settings.Preset).Sampler;
        if (settings.SChurn is not null && !SamplerChoice.Has(sampler, "churn")) yield return $"--s-churn: has no effect with sampler {sampler}";
        if (settings.OfficialRounding && profile.Reads.Contains("--official-rounding") && !SamplerChoice.Has(sampler, "bf16"))
        {
            yield return $"--official-rounding: rounds what is around sampler {sampler}, not the sampler; the original's is euler";
        }
        if (settings.Stage1Only && AsksForSteps(settings))
        {
            yield return "--stage1-only: takes no steps, so that options of sampling have no effect";
        }
        if (settings.SNoise is not null && !SamplerChoice.Has(sampler, "noise-scale")) yield return $"--s-noise: has no effect with sampler {sampler}";
    }

    private static bool AsksForSteps(RunSettings s) =>
        s is { Steps: not null } or { Sampler: not null } or { LatentTile: > 0 } or { Restore: not null } or { Tss.Tds: true } or { Tss.Sds: true };
}
