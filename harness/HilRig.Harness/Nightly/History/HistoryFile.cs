using System.IO.Enumeration;
using Microsoft.Data.Sqlite;

namespace HilRig.Harness.Nightly.History;

/// <summary>Opens the SQLite file of a history: tells what is none from what is damaged, newer or older, before anything is written.</summary>
internal static class HistoryFile
{
    /// <summary>How long another process may hold the file.</summary>
    public const int PatienceSeconds = 30;

    private static readonly byte[] Magic = "SQLite format 3\0"u8.ToArray();

    /// <returns>An open connection to a history of this version's schema.</returns>
    /// <exception cref="UsageException">It is not there and must be, no history, or a newer one.</exception>
    /// <exception cref="HistoryException">It cannot be read or written.</exception>
    public static SqliteConnection Open(string path, bool mustExist)
    {
        RequireSqlite(path, mustExist);
        SqliteConnection? connection = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            connection = Connect(path);
            HistorySchema.BringUpToDate(connection, path);
            return connection;
        }
        catch (Exception error)
        {
            connection?.Dispose();
            if (error is SqliteException or IOException or UnauthorizedAccessException)
                throw HistoryException.Of(path, error);
            throw;
        }
    }

    /// <summary>Looks for damage; a history that has any is not written to.</summary>
    /// <exception cref="HistoryException">It has.</exception>
    public static void RequireSound(SqliteConnection connection, string path)
    {
        if (connection.Scalar("PRAGMA quick_check(1)") is string finding and not "ok")
            throw new HistoryException(path, HistoryException.Damaged(finding.ReplaceLineEndings(" ")), new InvalidDataException(finding));
    }

    private static void RequireSqlite(string path, bool mustExist)
    {
        if (Directory.Exists(path))
            throw new UsageException($"the history {path} is a folder, it must be a file");
        if (!File.Exists(path))
        {
            if (mustExist)
                throw new UsageException($"there is no history {path}; hilrig nightly makes one, hilrig history add RUN fills one from a night's folder");
            return;
        }
        var head = Head(path);
        if (head.Length > 0 && !head.SequenceEqual(Magic))
            throw new UsageException($"{path} is no history: SQLite files begin otherwise; name another file with --history, or history: in the config");
    }

    private static byte[] Head(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var head = new byte[Magic.Length];
            return head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw HistoryException.Of(path, error);
        }
    }

    // No pool: a file that nobody needs is closed, which also empties and removes its write-ahead log.
    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false, ForeignKeys = true, DefaultTimeout = PatienceSeconds,
        }.ToString());
        connection.Open();
        connection.CreateFunction("matches", (string glob, string text) => FileSystemName.MatchesSimpleExpression(glob, text, ignoreCase: false), isDeterministic: true);
        connection.CreateFunction("unpack", (byte[] packed) => PackedJson.Text(packed), isDeterministic: true);
        connection.Execute($"PRAGMA busy_timeout = {1000 * PatienceSeconds}");
        return connection;
    }
}
