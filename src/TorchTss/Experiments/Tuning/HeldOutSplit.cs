using System.Globalization;
using TorchTss.Experiments.Results;

namespace TorchTss.Experiments.Tuning;

/// <summary>Pictures that a search sees, and pictures that it is judged on.</summary>
/// <param name="Fitting">Two or more, in the order in which a search adds them.</param>
/// <param name="HeldOut">Two or more.</param>
internal sealed record HeldOutSplit(IReadOnlyList<string> Fitting, IReadOnlyList<string> HeldOut)
{
    /// <summary>Below that there is nothing to split.</summary>
    public const int Least = 2 * LeastPart;

    private const int LeastPart = 2;

    /// <summary>Splits by a hash of each picture: neither their order nor their names matter, and a picture that is added moves few others.</summary>
    /// <param name="pictures">Keys, <see cref="Least"/> or more.</param>
    /// <param name="share">The part that is held out, in (0, 1); two pictures at least go either way.</param>
    /// <param name="seed">Another seed, another split.</param>
    public static HeldOutSplit Of(IEnumerable<string> pictures, double share, long seed)
    {
        string[] shuffled = [.. pictures.OrderBy(p => ResultKey.Of(seed.ToString(CultureInfo.InvariantCulture), p), StringComparer.Ordinal)];
        var held = Math.Clamp((int)Math.Round(shuffled.Length * share, MidpointRounding.AwayFromZero), LeastPart, shuffled.Length - LeastPart);
        return new HeldOutSplit(shuffled[held..], shuffled[..held]);
    }
}
