using System.Globalization;
using Spectre.Console;

namespace TorchTss.Cli;

/// <summary>One line on a terminal: bar, step, timesteps, time left.</summary>
internal sealed class ProgressBar : IProgress<StepReport>
{
    private const int MostCells = 24, FewestCells = 4;
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
        // One column stays free, so that the terminal does not wrap; a line that wrapped could not be taken back.
        var room = _terminal.Profile.Width - 1;
        var cells = Math.Clamp(room / 3, FewestCells, MostCells);
        var full = cells * done / count;
        var line = $"  {new string('█', full)}{new string('░', cells - full)}  {done}/{count}  {state}";
        var name = _name[..Math.Clamp(room - line.Length, 0, _name.Length)];
        Clear(_terminal);
        _terminal.Write(new Text((name + line)[..Math.Min(name.Length + line.Length, Math.Max(room, 0))]));
    }
}
