using TorchSharp;
using TorchTss.Checkpoints;
using TorchTss.Imaging;
using TorchTss.Runtime;
using TorchTss.Tests.Metrics;
using TorchTss.Verification;

namespace TorchTss.Tests.Verification;

/// <summary>Names of outputs that the recorded cases do not have.</summary>
public sealed class PsnrSsimModuleTests
{
    [TestCase("pyiqa_ssim_yiq_downsample", "{}", 0.79533176)]
    [TestCase("pyiqa_ssim_yiq", """{"downsample": true}""", 0.79533176)]
    [TestCase("pyiqa_ssim_yiq", """{"downsample": false}""", 0.22968950)]
    public void Downsampling_is_asked_for_by_name_or_by_argument(string output, string call, double expected) =>
        Assert.That(Verdicts(output, call, expected), Has.All.StartsWith("pass"));

    [Test]
    public void Another_output_is_refused() =>
        Assert.That(Verdicts("pyiqa_ssim_lab", "{}", 1), Is.EqualTo(new[]
        {
            "FAIL out.pyiqa_ssim_lab: unknown; an output is library_metric_channel, for instance basicsr_ssim_y or pyiqa_psnry_yiq",
        }));

    private static string[] Verdicts(string output, string call, double expected)
    {
        using var folder = new TemporaryFolder();
        using var scope = torch.NewDisposeScope();
        File.WriteAllText(folder.File("case.json"), $$$"""{"module": "PSNR_SSIM", "keys": null, "call": {{{call}}}, "tolerance": {"rel": 1e-7}}""");
        SafetensorsWriter.Write(folder.File("io.safetensors"), new Dictionary<string, torch.Tensor>
        {
            ["in.x"] = ImageTensor.ToRows(ClosedForm.Picture(1, 520, 400)),
            ["in.y"] = ImageTensor.ToRows(ClosedForm.Picture(2, 520, 400)),
            [$"out.{output}"] = torch.tensor(expected),
        });
        var lines = new List<VerificationLine>();
        new Verifier(Compute.Reference).Run([folder.Path], lines.Add);
        return [.. lines.Select(l => l.Verdict == Verdict.Passed ? "pass" : $"FAIL {l.Detail}")];
    }
}
