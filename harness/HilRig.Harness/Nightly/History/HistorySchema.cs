using System.Globalization;
using Microsoft.Data.Sqlite;

namespace HilRig.Harness.Nightly.History;

/// <summary>The tables of a history and how they came about: a file of any earlier version becomes one of today's, in one transaction.</summary>
internal static class HistorySchema
{
    /// <summary>In the file's header, so that a history is told from other SQLite files: <c>HRig</c>.</summary>
    public const int ApplicationId = 0x48526967;

    // Versions are never changed, only added: files of every one are out there. A statement at a time, because Microsoft.Data.Sqlite (10.0.15) swallows the
    // errors of a batch after its first ALTER TABLE.
    private static readonly string[][] Steps =
    [
        // Version 1. Figures and jobs are tables, to be asked for; the records are kept whole beside them, because the morning report compares all of
        // two nights (gates, first differences, explanations, sentences) and must get them as they were, to the letter.
        [
            "PRAGMA application_id = 0x48526967",
            """
            CREATE TABLE nights (
                id INTEGER PRIMARY KEY, run TEXT NOT NULL UNIQUE, config TEXT NOT NULL,
                started INTEGER NOT NULL, -- milliseconds since 1970 in UTC
                zone INTEGER NOT NULL, -- minutes east of UTC where it ran
                seconds REAL NOT NULL, "commit" TEXT, tool TEXT NOT NULL, verdict TEXT NOT NULL, exit_code INTEGER NOT NULL,
                shard TEXT, -- of a part; NULL for a whole night
                record BLOB NOT NULL, -- result.json, zlib
                times BLOB NOT NULL -- times.json, zlib
            ) STRICT
            """,
            "CREATE INDEX nights_in_time ON nights (config, started)",
            """
            CREATE TABLE jobs (
                id INTEGER PRIMARY KEY, night INTEGER NOT NULL REFERENCES nights (id) ON DELETE CASCADE, position INTEGER NOT NULL,
                job TEXT NOT NULL, model TEXT NOT NULL, data TEXT NOT NULL, scheme TEXT NOT NULL, target TEXT NOT NULL, outcome TEXT NOT NULL,
                seconds REAL, attempts INTEGER, UNIQUE (night, position)
            ) STRICT
            """,
            """
            CREATE TABLE figures (
                job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE, name TEXT NOT NULL, provenance TEXT NOT NULL, position INTEGER NOT NULL,
                value REAL, -- NULL for what is not a number
                unit TEXT NOT NULL, low REAL, high REAL, PRIMARY KEY (job, name, provenance, position)
            ) STRICT, WITHOUT ROWID
            """,
        ],
        // Version 2: what ran, so that a change of a figure can be laid beside a change of firmware, model or tool. Both are in the records already.
        [
            "ALTER TABLE nights ADD COLUMN tools TEXT NOT NULL DEFAULT '{}'", // versions by name, JSON
            "UPDATE nights SET tools = coalesce(json_extract(unpack(record), '$.tools'), '{}')",
            """
            CREATE TABLE identities (
                job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (job, name)
            ) STRICT, WITHOUT ROWID
            """,
            """
            INSERT INTO identities SELECT jobs.id, named.key, named.value
                FROM nights, json_each(unpack(nights.record), '$.jobs') AS kept, json_each(kept.value, '$.identities') AS named
                JOIN jobs ON jobs.night = nights.id AND jobs.position = kept.key
            """,
        ],
    ];

    /// <summary>What this hilrig writes.</summary>
    public static int Version => Steps.Length;

    /// <exception cref="UsageException">Another program's file, or a newer history.</exception>
    public static void BringUpToDate(SqliteConnection connection, string path)
    {
        var version = RequireKnown(connection, path);
        if (version == Version)
            return;
        if (version > 0)
            HistoryFile.RequireSound(connection, path);
        // The mode stays in the file: readers do not wait for a writer, nor the writer for them.
        connection.Execute("PRAGMA journal_mode = WAL");
        using var transaction = connection.BeginTransaction(deferred: false);
        // Another process may have been quicker.
        foreach (var statement in Steps.Skip(RequireKnown(connection, path)).SelectMany(step => step))
            connection.Execute(statement);
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Version}"));
        transaction.Commit();
    }

    /// <returns>The version; 0 for an empty file.</returns>
    private static int RequireKnown(SqliteConnection connection, string path)
    {
        var version = Convert.ToInt32(connection.Scalar("PRAGMA user_version"), CultureInfo.InvariantCulture);
        var id = Convert.ToInt64(connection.Scalar("PRAGMA application_id"), CultureInfo.InvariantCulture);
        var tables = Convert.ToInt64(connection.Scalar("SELECT count(*) FROM sqlite_schema"), CultureInfo.InvariantCulture);
        if (id != ApplicationId && (version, id, tables) != (0, 0, 0))
            throw new UsageException($"{path} is an SQLite file of another program (application id {id}), no history; name another file with --history, or history: in the config");
        return version is >= 0 && version <= Version
            ? version
            : throw new UsageException($"the history {path} was written by a newer hilrig (version {version}, this one knows 1 to {Version}): update hilrig, or name another file with --history");
    }
}
