using TorchTss.Hosts.Memory;
using static System.FormattableString;

namespace TorchTss.Cli;

/// <summary>What a run will take, stage by stage, and whether it fits.</summary>
internal static class PlanText
{
    private const int Indent = 16;

    /// <summary>Writes the plan.</summary>
    /// <param name="settings">The run.</param>
    /// <param name="size">Width and height of the input in pixels.</param>
    /// <param name="available">Bytes that are there.</param>
    /// <param name="to">Where to.</param>
    public static void Write(RunSettings settings, (int Width, int Height) size, long available, TextWriter to)
    {
        var kind = MemoryCheck.Kind(settings);
        if (MemoryCheck.Need(settings, size.Width, size.Height, kind) is not { } need)
        {
            to.WriteLine($"the {settings.Host} host does not say how much memory it takes");
            return;
        }
        to.WriteLine(Invariant($"plan for an input of {size.Width}x{size.Height} pixels{(settings.LowMemory ? ", one network at a time" : "")}"));
        foreach (var network in need.Networks)
        {
            Line(network.Name, Invariant($"{ByteSize.Text(network.Bytes)} of weights, {network.Parameters / 1e6:0.#} million parameters")
                + (network.IsMapped ? ", views of the file" : ", converted while they are loaded") + (network.IsTransient ? ", let go before the others come" : ""));
        }
        foreach (var stage in need.Stages) Line(stage.Name, $"{ByteSize.Text(need.Intermediate(stage))} of intermediate results");
        Line("peak", $"about {ByteSize.Text(need.Peak)}, of which {ByteSize.Text(need.Required)} must be free; {ByteSize.Text(available)} are there: "
            + (need.Required <= available ? "it fits" : "it does not fit"));
        foreach (var (option, with) in MemoryCheck.Savings(settings))
        {
            if (MemoryCheck.Need(with, size.Width, size.Height, kind) is { } other && (other.Peak < need.Peak || other.Required < need.Required))
            {
                Line(option, $"about {ByteSize.Text(other.Peak)}, of which {ByteSize.Text(other.Required)} must be free");
            }
        }

        to.WriteLine("on a card, computed and not run here");
        foreach (var card in CardPlan.Of(settings, size.Width, size.Height))
        {
            Line($"{card.Gigabytes} GB", card.Options is null ? $"does not fit: {ByteSize.Text(card.Peak)} without any saving"
                : $"{string.Join(' ', (string[])["--device cuda", .. card.Options])}: about {ByteSize.Text(card.Peak)}");
        }

        void Line(string label, string text) => to.WriteLine($"  {label.PadRight(Indent)}{(label.Length >= Indent ? "  " : "")}{text}");
    }
}
