using TorchTss.Checkpoints.Torch.Pickles;

namespace TorchTss.Checkpoints.Torch;

/// <summary>A tensor of a pickle. The oldest PyTorch makes it first and says afterwards what is in it.</summary>
internal sealed class TorchTensor
{
    /// <summary>What is in it; null: nothing was said.</summary>
    public TorchView? View { get; private set; }

    /// <summary>Of a view.</summary>
    public static TorchTensor Of(TorchView view) => new() { View = view };

    /// <summary>Takes what BUILD gives: (storage, offset, sizes, strides) for a tensor, (data, …) or flags for a variable.</summary>
    public void Build(object? state, PickleWork work)
    {
        switch (state)
        {
            case PickleTuple { Items: { Length: 4 } items }:
                View = Rebuild.View(new PickleArguments("a tensor's state", items, work));
                break;
            case PickleTuple { Items: [TorchTensor data, _, _, _, _] }:
                View = data.View;
                break;
            case PickleTuple { Items: { Length: 3 } }:
                break;                                          // requires_grad, volatile, hooks
            default:
                throw new PickleFault($"BUILD of a tensor with {PickleText.Of(state)}");
        }
    }
}
