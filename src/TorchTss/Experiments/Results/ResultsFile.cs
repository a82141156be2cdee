using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Data.Sqlite;
using TorchTss.Imaging;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Experiments.Results;

/// <summary>Everything that experiments found, in one SQLite file: written cell by cell, readable at any moment, by several processes at once.</summary>
/// <remarks>A cell is one transaction: a process that is killed loses the picture it was at and nothing else. Not for use by several threads at once;
/// each opens the file for itself.</remarks>
public sealed class ResultsFile : IDisposable
{
    private const int NotADatabase = 26, Corrupt = 11;

    // Infinity is a score: PSNR of equal pictures.
    private static readonly JsonSerializerOptions _json = new(SettingsJson.Options)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly SqliteConnection _connection;
    private bool _inTransaction;

    private ResultsFile(string path, SqliteConnection connection) => (Path, _connection) = (path, connection);

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>The connection, for the tables that one class alone uses.</summary>
    internal SqliteConnection Connection => _connection;

    /// <summary>Opens a file for writing; creates it where there is none.</summary>
    /// <exception cref="UserException">A folder that does not exist, a file that is no results file, of another version, or damaged.</exception>
    public static ResultsFile Open(string path) => Connect(path, SqliteOpenMode.ReadWriteCreate);

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="UserException">No such file; as <see cref="Open"/>.</exception>
    public static ResultsFile Read(string path)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            throw new UserException($"{path}: there is no such file; tss ablate, table, tune and analyze make results files");
        }
        // A reader that may write tidies the journal away when it is the last; in a read-only folder there is nothing to tidy.
        return Connect(path, IsWritable(path) ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadOnly);
    }

    /// <summary>Remembers a text under a name: the title, the command, the paper's own table.</summary>
    public void PutNote(string key, string value) =>
        _connection.Execute("INSERT INTO note VALUES($1, $2) ON CONFLICT(key) DO UPDATE SET value = excluded.value", key, value);

    /// <summary>A remembered text; null when there is none.</summary>
    public string? Note(string key) => (string?)_connection.Scalar("SELECT value FROM note WHERE key = $1", key);

    /// <summary>Adds metrics behind those that are there; one that is there gets the new problem.</summary>
    public void Put(IEnumerable<ResultMetric> metrics) => InOneTransaction(() =>
    {
        foreach (var m in metrics)
        {
            _connection.Execute(
                "INSERT INTO metric VALUES($1, (SELECT count(*) FROM metric), $2, $3, $4) "
                + "ON CONFLICT(name) DO UPDATE SET traits = excluded.traits, problem = excluded.problem",
                m.Name, JsonSerializer.Serialize(m.Traits, _json), m.OfSets, m.Problem);
        }
    });

    /// <summary>All metrics, in the order in which they were added.</summary>
    public IReadOnlyList<ResultMetric> Metrics() => _connection.Query(
        "SELECT name, traits, of_sets, problem FROM metric ORDER BY place",
        r => new ResultMetric(r.GetString(0), JsonSerializer.Deserialize<MetricTraits>(r.GetString(1), _json)!, r.GetBoolean(2), r.Text(3)));

    /// <summary>Adds settings behind those that are there.</summary>
    public void Put(IEnumerable<ResultSetting> settings) => InOneTransaction(() =>
    {
        foreach (var s in settings)
        {
            _connection.Execute(
                "INSERT INTO setting VALUES($1, (SELECT count(*) FROM setting), $2, $3) ON CONFLICT DO NOTHING",
                s.Id, JsonSerializer.Serialize(s.Axes, _json), SettingsJson.Write(s.Settings));
        }
    });

    /// <summary>All settings, in the order in which they were added.</summary>
    public IReadOnlyList<ResultSetting> Settings() => _connection.Query(
        "SELECT id, axes, settings FROM setting ORDER BY place",
        r => new ResultSetting(
            r.GetString(0), JsonSerializer.Deserialize<List<KeyValuePair<string, string>>>(r.GetString(1), _json)!, SettingsJson.Read(r.GetString(2))));

    /// <summary>Adds inputs behind those that are there.</summary>
    public void Put(IEnumerable<ResultInput> inputs) => InOneTransaction(() =>
    {
        foreach (var i in inputs)
        {
            _connection.Execute(
                "INSERT INTO input VALUES($1, (SELECT count(*) FROM input), $2, $3, $4, $5, NULL) ON CONFLICT(id) DO NOTHING",
                i.Id, i.Name, i.Path, i.Picture, i.Reference);
        }
    });

    /// <summary>All inputs, in the order in which they were added.</summary>
    public IReadOnlyList<ResultInput> Inputs() => _connection.Query(
        "SELECT id, name, path, picture, reference FROM input ORDER BY place",
        r => new ResultInput(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.Text(4)));

    /// <summary>The key of an input's variance map (Eq. 4) as a grey picture; null when none was kept.</summary>
    public string? Variance(string input) => (string?)_connection.Scalar("SELECT variance FROM input WHERE id = $1", input);

    /// <summary>Whether an input's pictures are kept.</summary>
    internal bool Kept(string input) => Variance(input) is not null;

    /// <summary>The cell of this key; null when it is not finished.</summary>
    internal (string? Picture, IReadOnlyList<string> Scored)? Finished(string cell) =>
        _connection.Query("SELECT picture FROM cell WHERE id = $1", r => r.Text(0), cell) is [var picture]
            ? (picture, _connection.Query(
                "SELECT metric FROM score WHERE cell = $1 UNION SELECT metric FROM feature WHERE owner = $1", r => r.GetString(0), cell))
            : null;

    /// <summary>Keeps an input's variance map.</summary>
    public void PutVariance(string input, string picture) => _connection.Execute("UPDATE input SET variance = $2 WHERE id = $1", input, picture);

    /// <summary>Keeps a picture, losslessly and once.</summary>
    /// <returns>Its key.</returns>
    public string PutPicture(Image8 image)
    {
        var key = ResultKey.Of(image);
        if (_connection.Scalar("SELECT 1 FROM picture WHERE id = $1", key) is null)
        {
            _connection.Execute(
                "INSERT INTO picture VALUES($1, $2, $3, $4) ON CONFLICT(id) DO NOTHING", key, image.Width, image.Height, ImageBytes.Png(image));
        }
        return key;
    }

    /// <summary>A kept picture.</summary>
    /// <exception cref="UserException">No picture has this key.</exception>
    public Image8 Picture(string key) => _connection.Scalar("SELECT file FROM picture WHERE id = $1", key) is byte[] file
        ? ImageBytes.Decode(file, $"{Path}: picture {key}")
        : throw new UserException($"{Path}: has no picture {key}; the file is incomplete, start a new one");

    /// <summary>Records a finished cell, all of it or nothing; what another process has recorded already stays as it is.</summary>
    /// <returns>Whether it was new.</returns>
    public bool Put(ResultCell cell, IEnumerable<ResultStep> steps, Image8? picture)
    {
        var added = false;
        InOneTransaction(() =>
        {
            var key = picture is null ? null : PutPicture(picture);
            added = _connection.Execute(
                "INSERT INTO cell VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
                cell.Id, cell.Setting, cell.Input, cell.Finished.ToString("O", CultureInfo.InvariantCulture), cell.Seconds, cell.SecondsPerStep, key,
                cell.Version, cell.Machine) == 1;
            _connection.Execute("DELETE FROM failure WHERE cell = $1", cell.Id);
            if (!added) return;
            foreach (var s in steps)
            {
                _connection.Execute("INSERT INTO step VALUES($1, $2, $3, $4, $5, $6, $7)",
                    cell.Id, s.Index, s.LowestTimestep, s.HighestTimestep, s.Seconds, s.Map, s.Preview);
            }
        });
        return added;
    }

    /// <summary>All finished cells.</summary>
    public IReadOnlyList<ResultCell> Cells() => _connection.Query(
        "SELECT id, setting, input, finished, seconds, seconds_per_step, picture, version, machine FROM cell",
        r => new ResultCell(
            r.GetString(0), r.GetString(1), r.GetString(2), DateTime.Parse(r.GetString(3), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
            r.GetDouble(4), r.GetDouble(5), r.Text(6), r.GetString(7), r.GetString(8)));

    /// <summary>The iterations of a cell.</summary>
    public IReadOnlyList<ResultStep> Steps(string cell) => _connection.Query(
        "SELECT k, lowest, highest, seconds, map, preview FROM step WHERE cell = $1 ORDER BY k",
        r => new ResultStep(r.GetInt32(0), r.GetDouble(1), r.GetDouble(2), r.GetDouble(3), r.Bytes(4), r.Bytes(5)), cell);

    /// <summary>Records the scores of a cell.</summary>
    public void PutScores(string cell, IEnumerable<KeyValuePair<string, double>> scores) => InOneTransaction(() =>
    {
        foreach (var (metric, value) in scores)
        {
            _connection.Execute("INSERT INTO score VALUES($1, $2, $3) ON CONFLICT DO NOTHING", cell, metric, value);
        }
    });

    /// <summary>Every score: cell, metric, value.</summary>
    public IReadOnlyList<(string Cell, string Metric, double Value)> Scores() =>
        _connection.Query("SELECT cell, metric, value FROM score", r => (r.GetString(0), r.GetString(1), r.IsDBNull(2) ? double.NaN : r.GetDouble(2)));

    /// <summary>Records what a set metric said of a picture.</summary>
    /// <param name="owner">A cell, or the key of an original's pixels.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="numbers">Its numbers.</param>
    public void PutFeature(string owner, string metric, float[] numbers) => _connection.Execute(
        "INSERT INTO feature VALUES($1, $2, $3) ON CONFLICT DO NOTHING", owner, metric, MemoryMarshal.AsBytes<float>(numbers).ToArray());

    /// <summary>What a set metric said of every picture, by owner.</summary>
    public IReadOnlyDictionary<string, float[]> Features(string metric) => _connection.Query(
        "SELECT owner, numbers FROM feature WHERE metric = $1",
        r => (r.GetString(0), MemoryMarshal.Cast<byte, float>(r.GetFieldValue<byte[]>(1)).ToArray()), metric).ToDictionary();

    /// <summary>Records why a cell could not be made; a later success takes it out again.</summary>
    public void PutFailure(string cell, string setting, string input, string message) => _connection.Execute(
        "INSERT INTO failure VALUES($1, $2, $3, $4) ON CONFLICT(cell) DO UPDATE SET message = excluded.message", cell, setting, input, message);

    /// <summary>Every cell that could not be made: setting, input, why.</summary>
    public IReadOnlyList<(string Setting, string Input, string Message)> Failures() =>
        _connection.Query("SELECT setting, input, message FROM failure", r => (r.GetString(0), r.GetString(1), r.GetString(2)));

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    /// <summary>Several statements as one: all or nothing.</summary>
    /// <remarks>May be nested: the outermost decides.</remarks>
    internal void InOneTransaction(Action action)
    {
        if (_inTransaction)
        {
            action();
            return;
        }
        using var transaction = _connection.BeginTransaction(deferred: false);
        _inTransaction = true;
        try
        {
            action();
            transaction.Commit();
        }
        finally
        {
            _inTransaction = false;
        }
    }

    private static bool IsWritable(string path)
    {
        try
        {
            using var probe = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            return true;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }

    private static ResultsFile Connect(string path, SqliteOpenMode mode)
    {
        const int Patience = 60;        // seconds that a writer waits for another
        if (Directory.Exists(path)) throw new UserException($"{path}: is a folder, and a results file is expected; name a file in it");
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        if (!Directory.Exists(folder)) throw new UserException($"{path}: the folder {folder} does not exist; create it or name another");
        var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = Patience };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            ResultsSchema.Prepare(connection, path, writable: mode == SqliteOpenMode.ReadWriteCreate);
            if (mode == SqliteOpenMode.ReadWrite) connection.Execute("PRAGMA query_only=1");
            return new ResultsFile(path, connection);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new UserException(e.SqliteErrorCode is NotADatabase or Corrupt
                ? $"{path}: is no results file, or a damaged one ({e.Message.TrimEnd('.')}); restore a copy or start a new file"
                : $"{path}: opening the results file failed ({e.Message.TrimEnd('.')}); check the file and its folder", e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
