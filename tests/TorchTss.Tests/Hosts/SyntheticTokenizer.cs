using System.Text.Json;

namespace TorchTss.Tests.Hosts;

/// <summary>Writes tokenizer folders whose tokens are single letters, so that a text's ids can be written down.</summary>
internal static class SyntheticTokenizer
{
    /// <summary>! is 0, a to z are 1 to 26, a to z at the end of a word 27 to 52, "ca" 53, "cat" 54, start 55, end 56.</summary>
    public const int Cat = 54, Start = 55, End = 56;

    /// <summary>Writes the files.</summary>
    /// <returns>The number of tokens.</returns>
    public static int Write(string folder, string pad)
    {
        Directory.CreateDirectory(folder);
        string[] letters = [.. Enumerable.Range('a', 26).Select(c => $"{(char)c}")];
        string[] tokens = ["!", .. letters, .. letters.Select(l => l + "</w>"), "ca", "cat</w>", "<|startoftext|>", "<|endoftext|>"];
        var ids = tokens.Select((token, id) => (token, id)).ToDictionary(t => t.token, t => t.id);
        File.WriteAllText(Path.Combine(folder, "vocab.json"), JsonSerializer.Serialize(ids));
        File.WriteAllText(Path.Combine(folder, "merges.txt"), "#version: 0.2\nc a\nca t</w>\n");
        File.WriteAllText(Path.Combine(folder, "special_tokens_map.json"), $$"""
            {"bos_token": {"content": "<|startoftext|>", "lstrip": false}, "eos_token": "<|endoftext|>", "pad_token": "{{pad}}"}
            """);
        return tokens.Length;
    }

    /// <summary>The id of a letter within a word, or at its end.</summary>
    public static int Letter(char letter, bool ends = false) => letter - 'a' + (ends ? 27 : 1);
}
