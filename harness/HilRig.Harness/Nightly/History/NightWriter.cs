using System.Text.Json;
using HilRig.Reporting.Records.Nightly;
using Microsoft.Data.Sqlite;

namespace HilRig.Harness.Nightly.History;

/// <summary>Writes one night, in the caller's transaction.</summary>
internal sealed class NightWriter(SqliteConnection connection)
{
    /// <returns>Whether the night was not there.</returns>
    public bool Write(NightRecord night, NightTimes times, string runId)
    {
        var isNew = connection.Scalar("SELECT id FROM nights WHERE run = $1", runId) is null;
        var id = WriteNight(night, times, runId);
        // A night that is judged again after a kill may have been judged otherwise the first time; its figures go with its jobs.
        connection.Execute("DELETE FROM jobs WHERE night = $1", id);
        WriteJobs(id, night, times);
        return isNew;
    }

    private object? WriteNight(NightRecord night, NightTimes times, string runId) => connection.Scalar(
        """
        INSERT INTO nights (run, config, started, zone, seconds, "commit", tool, verdict, exit_code, shard, record, times, tools)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT (run) DO UPDATE SET config = excluded.config, started = excluded.started, zone = excluded.zone, seconds = excluded.seconds,
            "commit" = excluded."commit", tool = excluded.tool, verdict = excluded.verdict, exit_code = excluded.exit_code, shard = excluded.shard,
            record = excluded.record, times = excluded.times, tools = excluded.tools
        RETURNING id
        """,
        runId, night.Name, times.Started.ToUnixTimeMilliseconds(), (int)times.Started.Offset.TotalMinutes, times.Seconds, night.Commit, night.Tool,
        night.Verdict, night.ExitCode, night.Shard, PackedJson.Pack(night), PackedJson.Pack(times), JsonSerializer.Serialize(night.Tools));

    private void WriteJobs(object? night, NightRecord record, NightTimes times)
    {
        var clock = times.Jobs.GroupBy(job => job.Id).ToDictionary(group => group.Key, group => group.Last());
        using var insert = connection.Command(
            """
            INSERT INTO jobs (night, position, job, model, data, scheme, target, outcome, seconds, attempts)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id
            """,
            new object?[10]);
        using var figures = connection.Command(
            "INSERT INTO figures (job, position, name, provenance, value, unit, low, high) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", new object?[8]);
        using var identities = connection.Command("INSERT INTO identities (job, name, value) VALUES ($1, $2, $3)", new object?[3]);
        for (var i = 0; i < record.Jobs.Count; i++)
        {
            var job = record.Jobs[i];
            var byClock = clock.GetValueOrDefault(job.Id);
            insert.Set(night, i, job.Id, job.Model, job.Data, job.Scheme, job.Target, job.Outcome, byClock?.Seconds, byClock?.Attempts);
            WriteFindings(insert.ExecuteScalar(), job, figures, identities);
        }
    }

    private static void WriteFindings(object? id, JobRecord job, SqliteCommand figures, SqliteCommand identities)
    {
        for (var i = 0; i < job.Figures.Count; i++)
        {
            var f = job.Figures[i];
            figures.Set(id, i, f.Name, f.Provenance, f.Value, f.Unit, f.Low, f.High);
            figures.ExecuteNonQuery();
        }
        foreach (var (name, value) in job.Identities)
        {
            identities.Set(id, name, value);
            identities.ExecuteNonQuery();
        }
    }
}
