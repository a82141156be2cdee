using System.Text.Json;

namespace TorchTss.Cli;

/// <summary><c>--json</c>: one line per picture.</summary>
internal sealed class JsonReport(TextWriter to) : IRestoreReport
{
    private string _machine = "";

    public void Note(string sentence) => Line(new { status = "note", note = sentence });

    public void Opened(SuperResolver resolver, RunSettings resolved, TimeSpan elapsed) => _machine = resolver.Compute.ToString();

    public IProgress<StepReport> Started(InputPicture picture, int index, int count, int steps) => new Silent();

    public void Finished(InputPicture picture, RunResult result) => Line(new
    {
        input = picture.Path,
        output = picture.Output,
        status = "restored",
        inputSize = new[] { result.Frame.Input.Width, result.Frame.Input.Height },
        workingSize = new[] { result.Frame.Upsampled.Width, result.Frame.Upsampled.Height },
        outputSize = new[] { result.Image.Width, result.Image.Height },
        seconds = result.Elapsed.TotalSeconds,
        secondsPerStep = result.SecondsPerStep,
        machine = _machine,
        steps = result.Steps.Select(s => new { timesteps = new[] { s.TimestepMinimum, s.TimestepMaximum }, seconds = s.Elapsed.TotalSeconds }),
        settings = result.Settings,
        version = ProgramVersion.Text,
    });

    public void Kept(InputPicture picture, string? difference) =>
        Line(new { input = picture.Path, output = picture.Output, status = "kept", difference });

    public void Failed(InputPicture picture, string sentence) =>
        Line(new { input = picture.Path, output = picture.Output, status = "failed", error = sentence });

    public void Refused(string sentence) => Line(new { status = "refused", error = sentence });

    public void Interrupted(int finished, int count) => Line(new { status = "interrupted", finished, count });

    private void Line<T>(T value)
    {
        to.WriteLine(JsonSerializer.Serialize(value, SettingsJson.Options));
        to.Flush();
    }

    private sealed class Silent : IProgress<StepReport>
    {
        public void Report(StepReport value) { }
    }
}
