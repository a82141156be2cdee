namespace TorchTss.Runtime;

/// <summary>Help and range of one init property of a variant's options record, as in <c>euler:churn=5</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string help, double minimum = double.NegativeInfinity, double maximum = double.PositiveInfinity) : Attribute
{
    /// <summary>One line for <c>--help</c>.</summary>
    public string Help { get; } = help;

    /// <summary>Smallest number allowed.</summary>
    public double Minimum { get; } = minimum;

    /// <summary>Largest number allowed.</summary>
    public double Maximum { get; } = maximum;
}
