using HilRig.Harness.Nightly.Config;
using HilRig.Reporting.Records.Nightly;
using Microsoft.Data.Sqlite;

namespace HilRig.Harness.Nightly.History;

/// <summary>
/// Every night in one SQLite file. Several processes may have it open and add to it at the same time; a night is there whole or not at all, whenever a process
/// or the power ends.
/// </summary>
public sealed class NightHistory : IDisposable
{
    private readonly SqliteConnection _connection;
    private bool _isSound;

    private NightHistory(string path, SqliteConnection connection) => (Path, _connection) = (path, connection);

    public string Path { get; }

    /// <summary>Where a config's history lies.</summary>
    /// <param name="root">Where run folders go.</param>
    public static string PathOf(NightlyConfig config, string root) => config.History ?? PathIn(root);

    /// <summary>Where it lies unless a config says otherwise.</summary>
    public static string PathIn(string root) => System.IO.Path.Combine(root, "history.db");

    /// <summary>Opens a history, or begins one; one of an older version becomes one of this version.</summary>
    /// <exception cref="UsageException">The file is no history, or one of a newer version.</exception>
    /// <exception cref="HistoryException">It cannot be read or written; names it.</exception>
    public static NightHistory Open(string path) => Open(path, mustExist: false);

    /// <summary>Opens a history that is there.</summary>
    /// <exception cref="UsageException">It is not, or see <see cref="Open(string)"/>.</exception>
    /// <exception cref="HistoryException">See <see cref="Open(string)"/>.</exception>
    public static NightHistory OpenExisting(string path) => Open(path, mustExist: true);

    /// <summary>Adds a night; one that is there already is replaced, so that adding it again changes nothing.</summary>
    /// <param name="runId">Tells nights apart.</param>
    /// <returns>Whether it was not there.</returns>
    /// <exception cref="HistoryException">It cannot be written, and is as it was.</exception>
    public bool Add(NightRecord night, NightTimes times, string runId) => Guarded(() =>
    {
        // Once: it reads the whole file.
        if (!_isSound)
            HistoryFile.RequireSound(_connection, Path);
        _isSound = true;
        using var transaction = _connection.BeginTransaction(deferred: false);
        var isNew = new NightWriter(_connection).Write(night, times, runId);
        transaction.Commit();
        return isNew;
    });

    /// <summary>The last whole night of a config that passed.</summary>
    /// <param name="name">The config's.</param>
    /// <param name="before">Run id of a night that it must be older than, if that is in the history, and other than; null for none.</param>
    /// <returns>As it was added; null where there is none.</returns>
    public NightRecord? LastGreen(string name, string? before = null) => Guarded(() => new NightReader(_connection).LastGreen(name, before));

    /// <summary>A night as it was added; null where it is not here.</summary>
    public (NightRecord Night, NightTimes Times)? Find(string runId) => Guarded(() => new NightReader(_connection).Find(runId));

    /// <summary>Nights, the youngest first; those without a job that was asked for are left out.</summary>
    public IReadOnlyList<HistoryNight> Nights(HistoryQuery query) => Guarded(() => new NightReader(_connection).Nights(query));

    /// <summary>Figures of whole nights with their change points, in the order of the plan.</summary>
    /// <param name="name">The config's: jobs of two configs may have one id and other samples.</param>
    /// <param name="metric">Glob of figures; null for those of whole jobs, not of single operators.</param>
    public IReadOnlyList<TrendRecord> Series(string name, HistoryQuery query, string? metric) =>
        Guarded(() => new TrendReader(_connection).Series(name, query, metric));

    /// <summary>What else became another one in the night of a change: <c>firmware</c>, <c>qemu-system-arm 7.2.22 → 8.0.0</c>.</summary>
    /// <param name="name">The config's.</param>
    public IReadOnlyList<string> ChangedWith(string name, TrendRecord series, TrendChange change) => change.At == 0 ? [] : Guarded(() =>
        new TrendReader(_connection).ChangedBetween(name, series, series.Points[change.At - 1].Night, series.Points[change.At].Night));

    public void Dispose() => _connection.Dispose();

    private static NightHistory Open(string path, bool mustExist)
    {
        var full = System.IO.Path.GetFullPath(path);
        return new(full, HistoryFile.Open(full, mustExist));
    }

    private T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException error)
        {
            throw HistoryException.Of(Path, error);
        }
        catch (InvalidDataException error)
        {
            throw new HistoryException(Path, HistoryException.Damaged(error.Message), error);
        }
    }
}
