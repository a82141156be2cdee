namespace TorchTss.Checkpoints.Torch.Pickles;

/// <summary>A pickle that is not well-formed; <see cref="Unpickler"/> adds the place and makes a sentence of it.</summary>
internal sealed class PickleFault(string what) : Exception(what);
