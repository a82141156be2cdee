using System.Text;

namespace TorchTss.Checkpoints.Torch.Pickles;

/// <summary>Byte strings that a pickle writes as text.</summary>
internal static class PythonText
{
    /// <summary>The bytes of a text whose characters are all below 256.</summary>
    /// <exception cref="PickleFault">One is not.</exception>
    public static byte[] Latin1(string text, PickleWork work)
    {
        work.Copy(text.Length);
        return text.AsSpan().IndexOfAnyExceptInRange('\0', '\xFF') < 0 ? Encoding.Latin1.GetBytes(text)
            : throw new PickleFault("bytes written as a text with characters beyond 255");
    }
}
