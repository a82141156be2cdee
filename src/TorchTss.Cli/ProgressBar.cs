using System.Globalization;
using Spectre.Console;

namespace TorchTss.Cli;

/// <summary>One line on a terminal: bar, step, timesteps, time left.</summary>
internal sealed class ProgressBar : IProgress<StepReport>
{
    private const int Cells = 24;
    private readonly IAnsiConsole _terminal;
    private readonly string _name;
    private TimeSpan _spent;

    public ProgressBar(IAnsiConsole terminal, string name, int steps)
    {
        (_terminal, _name) = (terminal, name);
        Draw(0, steps, "starting");
    }

    public void Report(StepReport value)
    {
        _spent += value.Elapsed;
        var done = value.Index + 1;
        var left = _spent / done * (value.Count - done);
        Draw(done, value.Count, string.Create(CultureInfo.InvariantCulture,
            $"t {SettingsText.Timesteps(value.TimestepMinimum, value.TimestepMaximum)}, "
            + $"{(done == value.Count ? "decoding" : $"{left.TotalSeconds:0} s left")}"));
    }

    /// <summary>Empties the line.</summary>
    public static void Clear(IAnsiConsole terminal) => terminal.Write(new ControlCode("\r\u001b[2K"));

    private void Draw(int done, int count, string state)
    {
        var full = Cells * done / count;
        Clear(_terminal);
        _terminal.Write(new Text($"{_name}  {new string('█', full)}{new string('░', Cells - full)}  {done}/{count}  {state}"));
    }
}
