using TorchTss.Imaging;
using static TorchSharp.torch;

namespace TorchTss.Metrics.QAlign;

/// <summary>Asks the model about a picture and weighs five possible answers.</summary>
internal sealed class QAlignScorer : IImageScorer
{
    private readonly OwlModel _model;
    private readonly QAlignScale _scale;
    private readonly ScalarType _dtype;
    private readonly Tensor _prompt, _answers;

    /// <param name="model">Owned from now on.</param>
    /// <param name="options">What is asked.</param>
    /// <param name="dtype">Type of the model's values.</param>
    /// <param name="device">Where it is.</param>
    public QAlignScorer(OwlModel model, QAlignOptions options, ScalarType dtype, Device device)
    {
        (_model, _scale, _dtype) = (model, QAlignScale.Of(options.Scale), dtype);
        var prompt = QAlignPrompt.Ids(options.Task, options.Prompt);
        _prompt = tensor(prompt, [1, prompt.Length], device: device).DetachFromDisposeScope();
        _answers = tensor(QAlignPrompt.Answers, device: device).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public double Score(Image8 image, Image8? reference)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var pixels = QAlignPicture.Of(image, _model.Config.Vision.ImageSize).to(_dtype, _prompt.device);
        var logits = _model.Logits(_model.call(pixels, _prompt), _answers);
        return _scale.Expected(logits).item<float>();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _prompt.Dispose();
        _answers.Dispose();
        _model.Dispose();
    }
}
