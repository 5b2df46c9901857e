using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Statistics;
using Microsoft.Data.Sqlite;

namespace HilRig.Harness.Nightly.History;

/// <summary>Asks for figures over the nights.</summary>
internal sealed class TrendReader(SqliteConnection connection)
{
    // Parts of nights are left out: merged, they are there once more.
    private const string Rows =
        """
        SELECT jobs.model, jobs.data, jobs.scheme, jobs.target, figures.name, figures.unit, figures.provenance, started, zone, "commit", value, outcome
        FROM (SELECT id, started, zone, "commit" FROM nights WHERE config = $1 AND shard IS NULL ORDER BY started DESC, id DESC LIMIT $5) AS chosen
        JOIN jobs ON jobs.night = chosen.id JOIN figures ON figures.job = jobs.id
        WHERE
        """;

    private const string Order = "ORDER BY started, chosen.id, jobs.position, figures.position";

    private const string IdentitiesAt =
        """
        SELECT identities.name, identities.value FROM nights JOIN jobs ON night = nights.id JOIN identities ON identities.job = jobs.id
        WHERE config = $1 AND started = $2 AND shard IS NULL AND model = $3 AND data = $4 AND scheme = $5 AND target = $6
        """;

    private const string ToolsAt = "SELECT tools FROM nights WHERE config = $1 AND started = $2 AND shard IS NULL";

    /// <summary>In the order of the plan.</summary>
    /// <param name="metric">Glob of figures; null for those of whole jobs, not of single operators.</param>
    public IReadOnlyList<TrendRecord> Series(string name, HistoryQuery query, string? metric)
    {
        var sql = $"{Rows} {Wanted(metric)} AND {NightReader.JobsThatMatch} {Order}";
        var rows = connection.Query(sql, Point, name, query.Model, query.Scheme, query.Target, query.Last ?? NightReader.All, metric);
        return [.. rows.GroupBy(row => row.Series).Select(group => Of(group.Key, [.. group.Select(row => row.Point)]))];
    }

    /// <summary>What else became another one between two nights of a job: <c>firmware</c>, <c>qemu-system-arm 7.2.22 → 8.0.0</c>.</summary>
    public IReadOnlyList<string> ChangedBetween(string name, TrendRecord series, DateTimeOffset before, DateTimeOffset after)
    {
        var (then, now) = (What(name, series, before), What(name, series, after));
        return [.. now.Where(what => then.TryGetValue(what.Key, out var old) && old != what.Value).Select(what => Change(what.Key, then[what.Key], what.Value))];
    }

    // The key (job, name) finds a name at once; a glob looks at every figure.
    private static string Wanted(string? metric) => metric switch
    {
        null => "instr(figures.name, '[') = 0",
        _ when metric.AsSpan().ContainsAny('*', '?') => "matches($6, figures.name)",
        _ => "figures.name = $6",
    };

    private static (SeriesKey Series, TrendPoint Point) Point(SqliteDataReader row) => (
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6)),
        new(NightReader.When(row, 7), row.Text(9), row.IsDBNull(10) ? double.NaN : row.GetDouble(10), row.GetString(11)));

    private static TrendRecord Of(SeriesKey key, IReadOnlyList<TrendPoint> points) => new()
    {
        Model = key.Model,
        Data = key.Data,
        Scheme = key.Scheme,
        Target = key.Target,
        Metric = key.Metric,
        Unit = key.Unit,
        Provenance = key.Provenance,
        Points = points,
        Changes = [.. ChangePoints.Of(key.Provenance, [.. points.Select(point => point.Value)]).Select(change => new TrendChange(change.At, change.Before, change.After))],
    };

    private SortedDictionary<string, string> What(string name, TrendRecord series, DateTimeOffset night)
    {
        var (at, what) = (night.ToUnixTimeMilliseconds(), new SortedDictionary<string, string>(StringComparer.Ordinal));
        foreach (var (key, value) in connection.Query(
            IdentitiesAt, row => (row.GetString(0), row.GetString(1)), name, at, series.Model, series.Data, series.Scheme, series.Target))
            what[key] = value;
        foreach (var (key, value) in connection.Query(ToolsAt, row => NightReader.Tools(row.GetString(0)), name, at).SelectMany(tools => tools))
            what[key] = value;
        return what;
    }

    // Two hashes tell nobody more than that they differ.
    private static string Change(string name, string before, string after) => before.Length + after.Length > 60 ? name : $"{name} {before} → {after}";

    private sealed record SeriesKey(string Model, string Data, string Scheme, string Target, string Metric, string Unit, string Provenance);
}
