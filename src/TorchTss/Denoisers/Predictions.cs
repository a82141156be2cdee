using TorchTss.Runtime;

namespace TorchTss.Denoisers;

/// <summary>Prediction types as configuration files spell them.</summary>
public static class Predictions
{
    /// <summary>The prediction of a name of ours or of diffusers' <c>prediction_type</c>, where v is <c>v_prediction</c>.</summary>
    /// <param name="name"><c>epsilon</c>, <c>v</c>, <c>v_prediction</c> or <c>sample</c>.</param>
    /// <param name="where">What it was given to, for the error: <c>--prediction</c>, or a file's key.</param>
    /// <exception cref="UsageException">No such prediction.</exception>
    public static IPrediction Of(string name, string where) => Catalog<IPrediction>.Create(name == "v_prediction" ? "v" : name, where);
}
