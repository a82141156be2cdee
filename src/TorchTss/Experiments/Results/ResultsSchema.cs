using Microsoft.Data.Sqlite;
using TorchTss.Runtime;

namespace TorchTss.Experiments.Results;

/// <summary>The tables of a results file, and how another file is told from one.</summary>
internal static class ResultsSchema
{
    /// <summary>Rises with every change of the tables.</summary>
    public const int Version = 1;

    /// <summary>"TSSr" in the header of the file.</summary>
    private const int Application = 0x54535372;

    private const string Tables = """
        CREATE TABLE note(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE metric(name TEXT PRIMARY KEY, place INTEGER NOT NULL, traits TEXT NOT NULL, of_sets INTEGER NOT NULL, problem TEXT) WITHOUT ROWID;
        CREATE TABLE setting(id TEXT NOT NULL, place INTEGER NOT NULL, axes TEXT NOT NULL, settings TEXT NOT NULL, PRIMARY KEY(id, axes)) WITHOUT ROWID;
        CREATE TABLE picture(id TEXT PRIMARY KEY, width INTEGER NOT NULL, height INTEGER NOT NULL, file BLOB NOT NULL);
        CREATE TABLE input(id TEXT PRIMARY KEY, place INTEGER NOT NULL, name TEXT NOT NULL, path TEXT NOT NULL, picture TEXT NOT NULL,
            reference TEXT, variance TEXT) WITHOUT ROWID;
        CREATE TABLE cell(id TEXT PRIMARY KEY, setting TEXT NOT NULL, input TEXT NOT NULL, finished TEXT NOT NULL, seconds REAL NOT NULL,
            seconds_per_step REAL NOT NULL, picture TEXT, version TEXT NOT NULL, machine TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE score(cell TEXT NOT NULL, metric TEXT NOT NULL, value REAL, PRIMARY KEY(cell, metric)) WITHOUT ROWID;
        CREATE TABLE feature(owner TEXT NOT NULL, metric TEXT NOT NULL, numbers BLOB NOT NULL, PRIMARY KEY(owner, metric));
        CREATE TABLE step(cell TEXT NOT NULL, k INTEGER NOT NULL, lowest REAL NOT NULL, highest REAL NOT NULL, seconds REAL NOT NULL,
            map BLOB, preview BLOB, PRIMARY KEY(cell, k));
        CREATE TABLE failure(cell TEXT PRIMARY KEY, setting TEXT NOT NULL, input TEXT NOT NULL, message TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE claim(cell TEXT PRIMARY KEY, owner TEXT NOT NULL, machine TEXT NOT NULL, process INTEGER NOT NULL, started INTEGER NOT NULL,
            seen INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE spectrum(cell TEXT NOT NULL, kind INTEGER NOT NULL, k INTEGER NOT NULL, pixels INTEGER NOT NULL, bands INTEGER NOT NULL,
            positions BLOB NOT NULL, energies BLOB NOT NULL, PRIMARY KEY(cell, kind, k));
        CREATE TABLE frequency(cell TEXT NOT NULL, k INTEGER NOT NULL, t REAL NOT NULL, scope TEXT NOT NULL, band TEXT NOT NULL, snr_db REAL,
            noise REAL NOT NULL, delta REAL, PRIMARY KEY(cell, k, scope, band)) WITHOUT ROWID;
        CREATE TABLE frequency_across(cell TEXT NOT NULL, scope TEXT NOT NULL, band TEXT NOT NULL, snr_db REAL, noise REAL NOT NULL,
            PRIMARY KEY(cell, scope, band)) WITHOUT ROWID;
        """;

    /// <summary>Creates the tables in a new file, or makes sure that a present one has them.</summary>
    /// <exception cref="UserException">Another program's file, or another version's.</exception>
    public static void Prepare(SqliteConnection connection, string path, bool writable)
    {
        if (writable) Create(connection);
        var application = (long)connection.Scalar("PRAGMA application_id")!;
        var version = (long)connection.Scalar("PRAGMA user_version")!;
        if (application != Application)
        {
            throw new UserException($"{path}: is an SQLite file but no results file of tss; name another file");
        }
        if (version != Version)
        {
            throw new UserException(
                $"{path}: is a results file of version {version}, and this program reads and writes version {Version}; "
                + "use the program that made it, or start a new file");
        }
        if ((string?)connection.Scalar("PRAGMA quick_check(1)") is not "ok" and var complaint)
        {
            throw new UserException($"{path}: the results file is damaged ({complaint?.Split('\n')[^1].TrimEnd('.')}); restore a copy or start a new file");
        }
    }

    /// <summary>Two processes may do this at once: the second waits for the first and finds the tables there.</summary>
    private static void Create(SqliteConnection connection)
    {
        connection.Execute("PRAGMA journal_mode=WAL");
        connection.Execute("PRAGMA synchronous=NORMAL");
        using var transaction = connection.BeginTransaction(deferred: false);
        if ((long)connection.Scalar("SELECT count(*) FROM sqlite_master")! == 0)
        {
            connection.Execute(Tables);
            connection.Execute($"PRAGMA application_id={Application}");
            connection.Execute($"PRAGMA user_version={Version}");
        }
        transaction.Commit();
    }
}
