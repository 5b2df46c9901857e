using HilRig.Harness.Devices;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace HilRig.Harness.Nightly.History;

/// <summary>A history cannot be read or written: its disk, its rights, another process, or damage. Names the file.</summary>
public sealed class HistoryException : InfrastructureException
{
    internal HistoryException(string path, string what, Exception inner)
        : base($"the history {path} {what}", inner)
    {
    }

    internal static HistoryException Of(string path, Exception error) => new(path, error is SqliteException sqlite ? What(sqlite) : Unwritable(error.Message), error);

    /// <param name="finding">What SQLite found, in its words.</param>
    internal static string Damaged(string finding) =>
        $"is damaged ({finding}) and was left as it is: move it aside, and fill a new one from the nights' folders with: hilrig history add RUN...";

    private static string What(SqliteException error) => error.SqliteErrorCode switch
    {
        // Tables that are not as they must be, a record that cannot be unpacked.
        SQLITE_CORRUPT or SQLITE_NOTADB or SQLITE_ERROR => Damaged(error.Message),
        SQLITE_BUSY or SQLITE_LOCKED => $"is held by another process for longer than {HistoryFile.PatienceSeconds} s ({error.Message}); try again when that is done",
        SQLITE_FULL or SQLITE_IOERR => $"cannot be written, the disk is full or fails ({error.Message}); it is as it was before: make room, then: hilrig history add RUN",
        _ => Unwritable(error.Message),
    };

    private static string Unwritable(string why) =>
        $"cannot be opened or written ({why}); mend the rights of the file and its folder, or name another place: --history FILE, or history: in the config";
}
