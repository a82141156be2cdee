using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary><c>--prompts</c>: a table with the columns file, prompt and, where wanted, negative.</summary>
internal sealed class PromptSheet
{
    private const string File = "file", Prompt = "prompt", Negative = "negative";

    private readonly Dictionary<string, PromptRow> _rows = new(OutputNames.Comparer);

    private PromptSheet(string path) => Path = path;

    /// <summary>As the user gave it.</summary>
    public string Path { get; }

    /// <summary>Reads the whole table.</summary>
    /// <exception cref="UserException">A file that is missing or no such table.</exception>
    public static PromptSheet Read(string path)
    {
        var sheet = new PromptSheet(path);
        try
        {
            using var text = new StreamReader(path);
            using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                PrepareHeaderForMatch = header => header.Header.Trim().ToLowerInvariant(),
                MissingFieldFound = null,
            });
            sheet.ReadHeader(csv);
            while (csv.Read()) sheet.Add(csv);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserException($"{path}: there is no such file; check the path", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{path}: cannot be read ({e.Message})", e);
        }
        catch (BadDataException e)
        {
            throw new UserException($"{path}: line {e.Context!.Parser!.RawRow} has a quote in the wrong place; put the whole text into quotes", e);
        }
        return sheet;
    }

    /// <summary>The row of a picture: by its path, seen from the table or from here, else by its name alone.</summary>
    public PromptRow? Find(string picture) =>
        _rows.GetValueOrDefault(System.IO.Path.GetFullPath(picture)) ?? _rows.GetValueOrDefault(System.IO.Path.GetFileName(picture));

    private void ReadHeader(CsvReader csv)
    {
        string[] found = csv.Read() && csv.ReadHeader() ? [.. csv.HeaderRecord!.Select(h => h.Trim().ToLowerInvariant())] : [];
        if (new[] { File, Prompt }.FirstOrDefault(c => !found.Contains(c)) is { } missing)
        {
            throw new UserException(
                $"{Path}: has no column {missing}; the first line names the columns {File}, {Prompt} and, where wanted, {Negative}");
        }
    }

    private void Add(CsvReader csv)
    {
        var (file, source) = (csv.GetField(File)?.Trim(), $"{Path} line {csv.Parser.RawRow}");
        if (string.IsNullOrEmpty(file)) throw new UserException($"{source}: names no file; give one, or take the line away");
        var row = new PromptRow(csv.GetField(Prompt)?.Trim() ?? "", NullIfEmpty(csv.GetField<string?>(Negative)), source);
        foreach (var name in Names(file))
        {
            if (_rows.TryAdd(name, row)) continue;
            throw new UserException($"{source}: {file} is there a second time, after {_rows[name].Source}; leave one of them out");
        }

        static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    /// <summary>A name alone is any picture of that name; a path is one picture, from the table's folder or from the current one.</summary>
    private IEnumerable<string> Names(string file)
    {
        if (System.IO.Path.GetFileName(file) == file) return [file];
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;
        return new[] { System.IO.Path.GetFullPath(file, folder), System.IO.Path.GetFullPath(file) }.Distinct(OutputNames.Comparer);
    }
}
