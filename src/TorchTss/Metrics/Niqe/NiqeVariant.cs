namespace TorchTss.Metrics.Niqe;

/// <summary>Whose NIQE: the same algorithm in other dtypes, which shows where a picture is flat.</summary>
internal enum NiqeVariant
{
    /// <summary>pyiqa's niqe: float64.</summary>
    Pyiqa,

    /// <summary>BasicSR's calculate_niqe: float32 with sums in float64.</summary>
    Basicsr,
}
