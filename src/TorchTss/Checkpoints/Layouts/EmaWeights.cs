using TorchTss.Runtime;

namespace TorchTss.Checkpoints.Layouts;

/// <summary>The averaged weights that some training files carry beside the last ones: <c>model_ema.diffusion_modelinput_blocks00weight</c>.</summary>
internal static class EmaWeights
{
    private const string Model = "model.", Ema = "model_ema.";
    private const int Fewest = 100;         // below, it is a leftover such as model_ema.decay

    /// <summary>Whether the file has a whole second set.</summary>
    public static bool Are(KeyTable file) => file.Names.Count(n => n.StartsWith(Ema, StringComparison.Ordinal)) > Fewest;

    /// <summary>The same tensors, made of the averaged weights where their source is part of the model.</summary>
    /// <exception cref="UserException">A file without averaged weights, or with only some of them.</exception>
    public static IEnumerable<DerivedTensor> Instead(IEnumerable<DerivedTensor> tensors, KeyTable file, string path)
    {
        if (!Are(file)) throw new UserException($"{path}: has no averaged weights (model_ema.…); leave --ema out");
        return tensors.Select(t => !t.Source.StartsWith(Model, StringComparison.Ordinal) ? t : Averaged(t.Source) is var name && file.Has(name)
            ? t with { Source = name }
            : throw new UserException($"{path}: has averaged weights, but no '{name}' for '{t.Source}'; leave --ema out"));
    }

    private static string Averaged(string name) => Ema + name[Model.Length..].Replace(".", "", StringComparison.Ordinal);
}
