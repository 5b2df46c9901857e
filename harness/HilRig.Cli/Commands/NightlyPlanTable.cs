using System.Globalization;
using System.Text.Json;
using HilRig.Cli.Console;
using HilRig.Harness.Boards;
using HilRig.Harness.Nightly.Execution;
using HilRig.Harness.Nightly.Plan;
using HilRig.Reporting.Writers;

namespace HilRig.Cli.Commands;

/// <summary>What <c>hilrig nightly --dry-run</c> shows.</summary>
internal static class NightlyPlanTable
{
    public static int Show(NightlyPlan plan, Shard shard, BoardCatalog catalog, bool json)
    {
        var jobs = new PlannedJobs(plan, catalog).Of(plan.Jobs.Where(shard.Has)).ToList();
        if (json)
            System.Console.WriteLine(JsonSerializer.Serialize(jobs, JsonWriter.Options));
        else
            Terminal.Write($"{plan.Config.Name}{(shard.IsWhole ? "" : $", part {shard}")}", Table(jobs));
        foreach (var (id, reason) in plan.Excluded)
            Terminal.Line($"excluded: {id}: {reason}");
        foreach (var q in plan.Config.Quarantine)
            Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"quarantine: {q.Jobs} until {q.Until:yyyy-MM-dd}, {q.Owner}: {q.Reason}"));
        Terminal.Line($"{jobs.Count} of {plan.Jobs.Count} jobs would run; nothing was run.");
        return ExitCode.Pass;
    }

    private static Table Table(IReadOnlyList<PlannedJob> jobs) => new(
        [new("#", true), new("job"), new("samples", true), new("MACs", true), new("deadline s", true), new("by"), new("gates", true)],
        [.. jobs.Select((job, i) => (IReadOnlyList<string>)
            [Format.Number(i + 1), job.Id, Format.Number(job.Samples), Format.Number(job.Macs), Format.Number(job.DeadlineSeconds), job.DeadlineBasis, Format.Number(job.Gates.Count)])]);
}
