namespace TorchTss.Schedules.StepOptim;

/// <summary>Where the optimisation of the steps starts; the same with <c>-origin</c> stays there.</summary>
internal enum StepStart
{
    /// <summary>Equal steps of t.</summary>
    UnifT,

    /// <summary>Equal steps of λ.</summary>
    Unif,

    /// <summary>Equal steps of √t.</summary>
    Quad,

    /// <summary>Equal steps of σ^1/7 (Karras et al. 2022, Eq. 5).</summary>
    Edm,

    /// <summary>Equal steps of t, not optimised.</summary>
    UnifTOrigin,

    /// <summary>Equal steps of λ, not optimised.</summary>
    UnifOrigin,

    /// <summary>Equal steps of √t, not optimised.</summary>
    QuadOrigin,

    /// <summary>Equal steps of σ^1/7, not optimised.</summary>
    EdmOrigin,
}
