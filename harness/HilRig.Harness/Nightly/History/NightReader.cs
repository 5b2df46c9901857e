using System.Text.Json;
using HilRig.Reporting.Records.Nightly;
using Microsoft.Data.Sqlite;

namespace HilRig.Harness.Nightly.History;

/// <summary>Asks for nights.</summary>
internal sealed class NightReader(SqliteConnection connection)
{
    // Runs are told apart by id where they began in the same millisecond.
    private const string LastGreenOf =
        """
        SELECT record FROM nights
        WHERE config = $1 AND shard IS NULL AND verdict = 'pass' AND run IS NOT $2
            AND (NOT EXISTS (SELECT 1 FROM nights WHERE run = $2) OR (started, id) < (SELECT started, id FROM nights WHERE run = $2))
        ORDER BY started DESC, id DESC LIMIT 1
        """;

    private static readonly string Lines =
        $"""
        SELECT run, config, started, zone, nights.seconds, "commit", tool, tools, verdict, exit_code, shard, count(jobs.id),
            {string.Join(", ", Outcomes.All.Select(outcome => $"coalesce(sum(outcome = '{outcome}'), 0)"))}
        FROM nights LEFT JOIN jobs ON night = nights.id AND {JobsThatMatch}
        WHERE $1 IS NULL OR config = $1
        GROUP BY nights.id HAVING $5 OR count(jobs.id) > 0
        ORDER BY started DESC, nights.id DESC LIMIT $6
        """;

    /// <summary>Model, scheme and target are <c>$2</c> to <c>$4</c>.</summary>
    public const string JobsThatMatch =
        "(matches($2, jobs.model) OR matches($2, jobs.model || '@' || jobs.data)) AND matches($3, jobs.scheme) AND matches($4, jobs.target)";

    /// <summary>For LIMIT: no limit.</summary>
    public const int All = -1;

    /// <returns>The youngest first.</returns>
    public IReadOnlyList<HistoryNight> Nights(HistoryQuery query) =>
        connection.Query(Lines, Night, query.Name, query.Model, query.Scheme, query.Target, query.IsOfAllJobs, query.Last ?? All);

    public NightRecord? LastGreen(string name, string? before) =>
        connection.Query(LastGreenOf, row => PackedJson.Unpack<NightRecord>(row.GetFieldValue<byte[]>(0)), name, before).SingleOrDefault();

    public (NightRecord Night, NightTimes Times)? Find(string runId) => connection.Query(
        "SELECT record, times FROM nights WHERE run = $1",
        row => ((NightRecord, NightTimes)?)(PackedJson.Unpack<NightRecord>(row.GetFieldValue<byte[]>(0)), PackedJson.Unpack<NightTimes>(row.GetFieldValue<byte[]>(1))),
        runId).SingleOrDefault();

    /// <summary>When a night began, out of <c>started</c> and <c>zone</c>.</summary>
    public static DateTimeOffset When(SqliteDataReader row, int started) =>
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(started)).ToOffset(TimeSpan.FromMinutes(row.GetInt32(started + 1)));

    public static Dictionary<string, string> Tools(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;

    private static HistoryNight Night(SqliteDataReader row)
    {
        const int Jobs = 11;
        return new()
        {
            RunId = row.GetString(0),
            Name = row.GetString(1),
            Started = When(row, 2),
            Seconds = row.GetDouble(4),
            Commit = row.Text(5),
            Tool = row.GetString(6),
            Tools = Tools(row.GetString(7)),
            Verdict = row.GetString(8),
            ExitCode = row.GetInt32(9),
            Shard = row.Text(10),
            Jobs = row.GetInt32(Jobs),
            Outcomes = Outcomes.All.Select((outcome, i) => (outcome, row.GetInt32(Jobs + 1 + i))).ToDictionary(),
        };
    }
}
