namespace TorchTss.Prompts;

/// <summary>One token of a prompt.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Word">Where the word that it is a part of begins in the cleaned text.</param>
internal readonly record struct ClipToken(int Id, int Word);
