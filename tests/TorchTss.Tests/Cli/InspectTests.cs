using System.Text.Json;
using TorchTss.Checkpoints;
using TorchTss.Hosts.Tiny;
using TorchTss.Tests.Hosts.Supir;

namespace TorchTss.Tests.Cli;

public sealed class InspectTests
{
    private static string Unet => Path.Combine(TinyHostKind.BundledFolder, "unet", "diffusion_pytorch_model.safetensors");

    [Test]
    public void A_file_is_described_in_a_few_lines() => Assert.That(CommandLine.Run("inspect", Unet).Lines, Is.EqualTo(new[]
    {
        $"{Unet}: UNet of SD 1.x",
        "  container       safetensors, 9.76 MB",
        "  layout          diffusers, 248 of 248 tensors used, 0 known extras; 100 % sure",
        "  unet            UNet of SD 1.x, 248 tensors, 4.9 million parameters, 9.74 MB, F16",
        "  note            has no autoencoder",
        "  note            has no text encoder; prompts need one",
        "  metadata        format: pt",
    }));

    [Test]
    public void SUPIR_is_called_by_its_name()
    {
        using var folder = new TemporaryFolder();
        var own = SupirToy.Write(folder.File("own.safetensors"), SupirToy.Own());
        Assert.That(CommandLine.Run("inspect", own).Lines[0], Is.EqualTo($"{own}: SUPIR, an addition to SDXL"));
        var merged = SupirToy.Write(folder.File("merged.safetensors"), SupirToy.Base(), SupirToy.Own());
        Assert.That(CommandLine.Run("inspect", merged).Lines[0], Is.EqualTo($"{merged}: SUPIR and its SDXL base"));
    }

    [Test]
    public void Keys_are_listed_on_request()
    {
        var lines = CommandLine.Run("inspect", Unet, "--keys").Lines;
        Assert.That(lines, Has.Length.EqualTo(7 + 248).And.Contain("conv_in.weight [64, 4, 3, 3] F16"));
    }

    [Test]
    public void Names_and_texts_of_a_file_cannot_steer_the_terminal()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("x.safetensors");
        var texts = new Dictionary<string, string> { ["a\u001b[2J"] = "\u009b31m\nred", ["long"] = $"{new string('x', 199)}\U0001F600!" };
        using (var weight = TorchSharp.torch.zeros(1))
        {
            SafetensorsWriter.Write(path, new Dictionary<string, TorchSharp.torch.Tensor> { ["w\u001b]0;title\a"] = weight }, texts);
        }
        var lines = CommandLine.Run("inspect", path, "--keys").Lines;
        Assert.That(lines[^4..], Is.EqualTo(new[]
        {
            "  metadata        a?[2J: ?31m red", "  metadata        format: pt", $"  metadata        long: {new string('x', 199)}… (202 characters)",
            "w?]0;title? [1] F32",
        }));
        Assert.That(string.Concat(lines), Does.Not.Match(@"\p{Cc}"));
    }

    [Test]
    public void Json_is_one_object()
    {
        using var json = JsonDocument.Parse(CommandLine.Run("inspect", TinyHostKind.BundledFolder, "--json").Output);
        Assert.That(json.RootElement.GetProperty("networks").EnumerateArray().Select(n => n.GetProperty("component").GetString()),
            Is.EqualTo(new[] { "controlnet", "unet", "vae" }));
        Assert.That(json.RootElement.GetProperty("networks")[1].GetProperty("config").GetProperty("in_channels").GetInt32(), Is.EqualTo(4));
    }

    [TestCase("--plan --json", "--json: has no effect beside --plan; leave one of the two out")]
    [TestCase("--size 64x64", "--size: has no effect without --plan; add it")]
    [TestCase("--plan --size 64", "--size 64: this is not a size in pixels such as 512x512")]
    [TestCase("--plan --memory lots", "--memory lots: this is not a size such as 5GB or 500MB")]
    public void Options_without_effect_are_refused(string options, string sentence)
    {
        var line = CommandLine.Run(["inspect", TinyHostKind.BundledFolder, .. options.Split(' ')]);
        Assert.That((line.ExitCode, line.Error), Is.EqualTo((2, $"tss: {sentence}\n")));
    }

    [Test]
    public void A_plan_says_whether_a_run_fits()
    {
        var lines = CommandLine.Run("inspect", TinyHostKind.BundledFolder, "--plan", "--size", "128x128", "--memory", "100MB").Lines;
        Assert.That(lines[0], Is.EqualTo("plan for an input of 128x128 pixels"));
        Assert.That(lines, Has.Some.Match("^  peak +about .* must be free; 100 MB are there: it does not fit$"));
        Assert.That(lines, Has.Some.Match("^  --dtype bf16 +about "));
    }

    [Test]
    public void A_folder_that_is_none_is_refused()
    {
        using var folder = new TemporaryFolder();
        var line = CommandLine.Run("inspect", folder.Path);
        Assert.That((line.ExitCode, line.Error), Is.EqualTo((1, $"tss: {folder.Path}: holds no diffusers model; looked for config.json here "
            + "and in the folders below it (unet/config.json, vae/config.json, …)\n")));
    }
}
