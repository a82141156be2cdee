namespace TorchTss.Denoisers;

/// <summary>What the network is shown when the sampler has raised the noise above the schedule's (churn).</summary>
public enum RaisedNoise
{
    /// <summary>The raised sample, at the table's timestep nearest to its σ and scaled by that timestep's σ
    /// (Karras et al. 2022; sgm and SUPIR).</summary>
    Network,

    /// <summary>The sample before it was raised, at the schedule's timestep (diffusers).</summary>
    Ignored,

    /// <summary>As <see cref="Network"/>, but every σ goes to the table's nearest, raised or not
    /// (sgm's DiscreteDenoiser on σ between the table's).</summary>
    Discrete,
}
