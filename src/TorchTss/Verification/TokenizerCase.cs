using TorchSharp;
using TorchTss.Prompts;

namespace TorchTss.Verification;

/// <summary>What the cases of tokenizers have in common.</summary>
internal static class TokenizerCase
{
    /// <summary>The rows of the texts that a call names.</summary>
    /// <param name="fixture">The case.</param>
    /// <param name="key">Where the call has its texts.</param>
    /// <param name="tokenizer">Which one.</param>
    /// <param name="length">Tokens of a row.</param>
    /// <returns>[texts, length] int64.</returns>
    public static torch.Tensor Rows(FixtureCase fixture, string key, ClipTokenizer tokenizer, int length)
    {
        long[][] rows =
        [
            .. from text in fixture.Call.Value(key)!.Value.EnumerateArray()
               select PromptTokens.Of(tokenizer, text.GetString()!, length, LongPrompt.Cut).Rows[0].Select(id => (long)id).ToArray(),
        ];
        return torch.tensor(rows.SelectMany(r => r).ToArray(), [rows.Length, length]);
    }
}
