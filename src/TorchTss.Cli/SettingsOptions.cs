using System.CommandLine;
using TorchTss.Prompts;
using TorchTss.Schedules;
using static TorchTss.Cli.OptionParsing;

namespace TorchTss.Cli;

/// <summary>The options that make up a <see cref="RunSettings"/>.</summary>
internal sealed class SettingsOptions
{
    private readonly Option<string?> _host = Text("--host", "NAME", $"model family (default {new RunSettings().Host}, which is bundled)");
    private readonly Option<string?> _weights = Text("--weights", "PATH", "the host's weights, a folder or a file");
    private readonly Option<string?> _controlNet = Text("--controlnet", "PATH", "the ControlNet, a folder or a file (host controlnet)");
    private readonly Option<string?> _vae = Text("--vae", "PATH", "another autoencoder than the weights bring, a folder or a file");
    private readonly Option<string?> _supir = Text("--supir", "PATH", "SUPIR's own weights, a file, beside the SDXL base of --weights (host supir)");
    private readonly Option<string?> _preset =
        Text("--preset", "NAME", "the host's settings under a name, for supir quality, fidelity, paper, lightning-quality, lightning-fidelity");
    private readonly Option<bool> _ema = Flag("--ema", "the averaged weights of a training file instead of the last ones");
    private readonly Option<bool> _lowMemory = Flag("--low-memory", "one network in memory at a time, loaded again when its turn comes");
    private readonly Option<double?> _controlScale = Real("--control-scale", "X", "strength of the ControlNet's residuals (default: the host's, 1)");
    private readonly Option<double?> _controlStart =
        Real("--control-start", "X", "the control's strength where the noise is strongest; from there linear in σ to --control-scale (host supir)");
    private readonly Option<bool> _officialRounding =
        Flag("--official-rounding", "the sampler's sigmas, steps and weights rounded to bfloat16, as in SUPIR's own default run (host supir, euler)");
    private readonly Option<double?> _restore = Real("--restore", "X", "exponent of restoration guidance, 4 in SUPIR's paper; 0 or less is off (host supir)");
    private readonly Option<string?> _prediction =
        Text("--prediction", "TYPE", "what the network predicts (default: as the weights' scheduler_config.json says)");
    private readonly Option<string?> _prompt =
        Text("--prompt", "TEXT", "what the picture shows (default: the empty text, or zeros where the weights have no text encoder)");
    private readonly Option<string?> _aPrompt =
        Text("--a-prompt", "TEXT", "written behind every prompt, without a space (host supir, which has its own)");
    private readonly Option<string?> _negativePrompt =
        Text("--negative-prompt", "TEXT", "what --guidance leads away from (default: the empty text, for SDXL zeros, for supir its own)", "--n-prompt");
    private readonly Option<int?> _clipSkip =
        Whole("--clip-skip", "N", "layers of the text encoder left out at the end (default 0; where others count from 1, their 2 is 1 here)");
    private readonly Option<LongPrompt?> _longPrompt =
        Choice<LongPrompt>("--long-prompt", "a prompt of more than 75 tokens is cut, or split into parts that are encoded one by one (default cut)");
    private readonly Option<string?> _embeddings =
        Text("--embeddings", "FILE", "safetensors file with text states in place of prompts: context, negative, pooled, negative_pooled");
    private readonly Option<double?> _guidance = Real("--guidance", "X", "classifier-free guidance scale, 1 is off (default: the host's)", "--cfg");
    private readonly Option<double?> _cfgStart =
        Real("--cfg-start", "X", "guidance where the noise is strongest; from there linear in σ to --guidance (host supir)");
    private readonly Option<bool> _clampCfg = Flag("--clamp-cfg", "guidance goes no further than --cfg-start where churn raises the noise (host supir)");

    private readonly Option<string?> _sampler = Text("--sampler", "NAME", "solver, with its settings as NAME:key=value,… (default: the host's)");
    private readonly Option<int?> _steps = Whole("--steps", "N", "denoising iterations, 1 to 1000 (default: the host's, 7; for supir 50)");
    private readonly Option<double?> _sChurn = Real("--s-churn", "X", "noise put back over the run by solvers that have it (default: the host's)");
    private readonly Option<double?> _sNoise = Real("--s-noise", "X", "factor on that noise (default: the host's)");
    private readonly Option<long?> _seed = Long("--seed", "N", $"the number that all noise follows from; -1 is another one for every picture (default {new RunSettings().Seed})");

    private readonly Option<bool> _tds = Flag("--tds", "Time Dynamic Sampling: resample the timesteps, dense at both ends");
    private readonly Option<bool> _sds = Flag("--sds", "Spatial Dynamic Sampling: a schedule per position, from the local variance of the input");
    private readonly Option<double?> _n = Real("--n", "X", "power n of --tds alone, 1 or more (default: middle of the host's range)");
    private readonly Option<double?> _a =
        Real("--a", "X", "transition point a of --tds alone, a fraction between 0 and 1 (default: middle of the host's range)");
    private readonly Option<ValueRange?> _nRange =
        Range("--n-range", "n where the picture is flattest and where it is busiest, with --sds (default: the host's)");
    private readonly Option<ValueRange?> _aRange =
        Range("--a-range", "a where the picture is flattest and where it is busiest, with --sds (default: the host's)");
    private readonly Option<string?> _baseGrid =
        Text("--base-grid", "NAME", $"the uniform schedule that is resampled (default {new TssSettings().BaseGrid})");
    private readonly Option<string?> _warp = Text("--warp", "NAME", $"the function that resamples it (default {new TssSettings().Warp})");
    private readonly Option<TimestepRounding?> _rounding =
        Rounding("--timestep-rounding", $"{string.Join(", ", RoundingNames.Keys)} (default host: the base grid's own rule)");
    private readonly Option<string?> _levelMap =
        Text("--level-map", "NAME", $"how coarser levels of a network see the timestep map (default {new TssSettings().LevelMap})");
    private readonly Option<int?> _window =
        Whole("--variance-window", "N", $"side of the variance window and its blur in pixels, odd (default {new TssSettings().VarianceWindow})");
    private readonly Option<double?> _sigma =
        Real("--variance-sigma", "X", "σ of that blur in pixels (default 0.3·((window − 1)/2 − 1) + 0.8, which is 5.3 for 33)");

    private readonly Option<double?> _scale = Real("--scale", "X", "enlargement (default: the host's, 4; for supir 1)", "--upscale");
    private readonly Option<int?> _minSize =
        Whole("--min-size", "N", "least short side that the networks work on; the result is shrunk again (host supir, default 1024)");
    private readonly Option<bool> _stage1Only = Flag("--stage1-only", "write the host's first estimate, the denoised input, without sampling (host supir)");
    private readonly Option<string?> _colorFix = Text("--color-fix", "NAME", "how colours are taken from the input (default: the host's)");
    private readonly Option<int?> _tile = Whole("--tile", "N", "encode and decode in tiles of N pixels; 0 for none (default 0)");
    private readonly Option<string?> _tileKind = Text("--tile-kind", "NAME", "how these tiles become one picture: overlap, merged or fast (default overlap)");
    private readonly Option<int?> _latentTile =
        Whole("--latent-tile", "N", "sample in tiles of N latent positions, 128 in SUPIR's demo; 0 for none (host supir, default 0)");
    private readonly Option<int?> _latentStride = Whole("--latent-stride", "N", "from one of them to the next (default: half a tile)");

    private readonly Option<string?> _device = Text("--device", "NAME", $"auto, cpu, cuda or cuda:N (default {new RunSettings().Device})");
    private readonly Option<string?> _dtype =
        Text("--dtype", "NAME", $"auto, fp32, bf16 or fp16 (default {new RunSettings().Dtype}: fp32 on a CPU, bf16 on CUDA)");

    public IReadOnlyList<OptionGroup> Groups =>
    [
        new("Sampling", [_preset, _sampler, _steps, _sChurn, _sNoise, _seed]),
        new("Time-Spatial-aware Sampling", [_tds, _sds, _n, _a, _nRange, _aRange, _baseGrid, _warp, _rounding, _levelMap, _window, _sigma]),
        new("Model", [_host, _weights, _controlNet, _supir, _vae, _ema, _controlScale, _controlStart, _restore, _officialRounding, _prediction]),
        new("Text", [_prompt, _aPrompt, _negativePrompt, _guidance, _cfgStart, _clampCfg, _clipSkip, _longPrompt, _embeddings]),
        new("Picture", [_scale, _minSize, _colorFix, _tile, _tileKind, _latentTile, _latentStride]),
        new("Machine", [.. MachineOptions, _lowMemory]),
    ];

    /// <summary>Those that strategies have in common: without what is varied, steps, seed and the parts of TSS.</summary>
    public IReadOnlyList<OptionGroup> CommonGroups =>
    [
        .. Groups.Select(g => g with { Options = [.. g.Options.Except<Option>([_steps, _seed, _tds, _sds])] }),
    ];

    /// <summary>Those that a schedule depends on.</summary>
    public IReadOnlyList<OptionGroup> ScheduleGroups =>
    [
        new("Sampling", [_preset, _steps]),
        Groups[1],
        new("Model", [_host, _weights, _controlNet, _supir]),
        new("Picture", [_scale, _minSize]),
    ];

    /// <summary>Those that memory depends on; the weights are given otherwise.</summary>
    public IReadOnlyList<OptionGroup> MemoryGroups =>
    [
        new("Model", [_host, _controlNet, _supir, _vae, _guidance, _cfgStart]),
        new("Picture", [_scale, _minSize, _tile, _tileKind, _latentTile, _latentStride]),
        new("Machine", [.. MachineOptions, _lowMemory]),
    ];

    /// <summary>Options of restoring alone, which no experiment has.</summary>
    public IReadOnlyList<Option> RestoreOptions => [_stage1Only];

    /// <summary>Whether a host was named.</summary>
    public bool NamesHost(ParseResult parsed) => parsed.GetValue(_host) is not null;

    /// <summary>Without those that a search decides.</summary>
    public IReadOnlyList<OptionGroup> SearchGroups =>
        [.. Groups.Select(g => g with { Options = [.. g.Options.Except([_tds, _sds, _n, _a, _nRange, _aRange])] })];

    /// <summary>Where networks run: also options of commands that have no other setting.</summary>
    public IReadOnlyList<Option> MachineOptions => [_device, _dtype];

    public (string Device, string Dtype) Machine(ParseResult parsed) =>
        (parsed.GetValue(_device) ?? new RunSettings().Device, parsed.GetValue(_dtype) ?? new RunSettings().Dtype);

    public RunSettings Bind(ParseResult parsed)
    {
        var (defaults, tss) = (new RunSettings(), new TssSettings());
        var (device, dtype) = Machine(parsed);
        return new RunSettings
        {
            Host = parsed.GetValue(_host) ?? defaults.Host,
            Weights = parsed.GetValue(_weights),
            ControlNet = parsed.GetValue(_controlNet),
            Supir = parsed.GetValue(_supir),
            Vae = parsed.GetValue(_vae),
            Ema = parsed.GetValue(_ema),
            LowMemory = parsed.GetValue(_lowMemory),
            ControlScale = parsed.GetValue(_controlScale),
            Prediction = parsed.GetValue(_prediction),
            ControlStart = parsed.GetValue(_controlStart),
            Restore = parsed.GetValue(_restore),
            OfficialRounding = parsed.GetValue(_officialRounding),
            Prompt = parsed.GetValue(_prompt),
            APrompt = parsed.GetValue(_aPrompt),
            NegativePrompt = parsed.GetValue(_negativePrompt),
            ClipSkip = parsed.GetValue(_clipSkip),
            LongPrompt = parsed.GetValue(_longPrompt),
            Embeddings = parsed.GetValue(_embeddings),
            GuidanceScale = parsed.GetValue(_guidance),
            CfgStart = parsed.GetValue(_cfgStart),
            ClampCfg = parsed.GetValue(_clampCfg),
            Preset = parsed.GetValue(_preset),
            Sampler = parsed.GetValue(_sampler),
            SChurn = parsed.GetValue(_sChurn),
            SNoise = parsed.GetValue(_sNoise),
            Steps = parsed.GetValue(_steps),
            Seed = parsed.GetValue(_seed) ?? defaults.Seed,
            Scale = parsed.GetValue(_scale),
            MinSize = parsed.GetValue(_minSize),
            Stage1Only = parsed.GetValue(_stage1Only),
            ColorFix = parsed.GetValue(_colorFix),
            Tile = parsed.GetValue(_tile) ?? defaults.Tile,
            TileKind = parsed.GetValue(_tileKind),
            LatentTile = parsed.GetValue(_latentTile) ?? defaults.LatentTile,
            LatentStride = parsed.GetValue(_latentStride),
            Device = device,
            Dtype = dtype,
            Tss = new TssSettings
            {
                Tds = parsed.GetValue(_tds),
                Sds = parsed.GetValue(_sds),
                N = parsed.GetValue(_n),
                A = parsed.GetValue(_a),
                NRange = parsed.GetValue(_nRange),
                ARange = parsed.GetValue(_aRange),
                BaseGrid = parsed.GetValue(_baseGrid) ?? tss.BaseGrid,
                Warp = parsed.GetValue(_warp) ?? tss.Warp,
                Rounding = parsed.GetValue(_rounding) ?? tss.Rounding,
                LevelMap = parsed.GetValue(_levelMap) ?? tss.LevelMap,
                VarianceWindow = parsed.GetValue(_window) ?? tss.VarianceWindow,
                VarianceSigma = parsed.GetValue(_sigma),
            },
        };
    }
}
