using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HilRig.Harness.Nightly.Execution;
using HilRig.Harness.Nightly.Journal;
using HilRig.Harness.Nightly.Judging;
using HilRig.Harness.Nightly.Plan;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Harness.Nightly;

/// <summary>Makes one night out of its parts, which ran wherever they ran and know nothing of each other.</summary>
public sealed class NightMerge(NightlyPlan plan, NightSettings settings)
{
    private const int RunIdDigits = 32;

    /// <summary>The merged night, judged as a whole.</summary>
    /// <param name="parts">Finished parts of one plan.</param>
    /// <exception cref="UsageException">Parts of different plans, a job that is in no part, or in two with different findings.</exception>
    public async Task<(NightFolder Folder, NightRecord Record, NightTimes Times)> RunAsync(
        IReadOnlyList<NightFolder> parts, string root, CancellationToken cancellation)
    {
        foreach (var part in parts.Where(part => part.Plan.Sha256 != plan.Sha256))
            throw new UsageException($"{part.Path} is not a part of this night: its models, samples, gates or jobs are others than those of {plan.Config.Path}");
        var found = Once([.. parts.DistinctBy(part => part.Path).SelectMany(part => NightJournal.Read(part.Journal).Select(entry => new Found(part, entry)))]);
        var entries = found.ConvertAll(f => f.Entry);
        var missing = plan.Jobs.Select(job => job.Id).Except(entries.Select(entry => entry.Job?.Id).OfType<string>()).ToList();
        if (missing.Count > 0)
            throw new UsageException($"{missing.Count} of {plan.Jobs.Count} jobs are in no part, first {missing[0]}; parts given: {string.Join(", ", parts.Select(part => part.Plan.Shard ?? "whole"))}");
        var folder = NightFolder.Create(root, Plan(parts), DateTimeOffset.Now);
        foreach (var (part, entry) in found.Where(f => f.Entry.Job is not null))
            CopyFiles(part, entry.Job!, folder);
        var record = WhereItRan(await new NightFinisher(plan, settings).JudgeAsync(entries, folder.Plan.Selected, null, cancellation), parts);
        using (var journal = NightJournal.Open(folder.Journal))
        {
            foreach (var entry in entries)
                journal.Copy(entry);
        }
        return (folder, record, NightFinisher.Times(entries, folder.Plan));
    }

    // A part may have been started twice by its engine: what it found both times must be the same, but what infrastructure stopped gives way to what was found.
    private static List<Found> Once(List<Found> all)
    {
        var of = all.Where(f => f.Entry.Job is not null).GroupBy(f => f.Entry.Job!.Id)
            .ToDictionary(group => group.Key, group => group.OrderBy(f => f.Entry.Job!.Outcome == Outcomes.Infrastructure).ToList());
        foreach (var (id, several) in of)
        {
            var found = several.Select(f => f.Entry.Job!).Where(job => job.Outcome != Outcomes.Infrastructure);
            if (found.Select(job => JsonSerializer.Serialize(job)).Distinct().Count() > 1)
                throw new UsageException($"{id} is in two parts, which found different things; leave one of them out");
        }
        return [.. all.Where(f => f.Entry.Job is not { } job || ReferenceEquals(of[job.Id][0], f))];
    }

    // The machine that merges need not have the emulators, nor the checkout.
    private static NightRecord WhereItRan(NightRecord merged, IReadOnlyList<NightFolder> parts)
    {
        var nights = parts.Select(part => part.Read().Night).ToList();
        var tools = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var tool in nights.SelectMany(night => night.Tools).GroupBy(tool => tool.Key))
            tools[tool.Key] = Several(tool.Select(t => t.Value))!;
        return merged with { Tools = tools, Commit = Several(nights.Select(night => night.Commit).OfType<string>()) };
    }

    private static string? Several(IEnumerable<string> values)
    {
        var text = string.Join(", ", values.Distinct().Order(StringComparer.Ordinal));
        return text.Length > 0 ? text : null;
    }

    private static PlanRecord Plan(IReadOnlyList<NightFolder> parts) => parts[0].Plan with
    {
        // The same parts are the same night, however often an engine merges them: the history has it once.
        RunId = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(RunIds(parts))))[..RunIdDigits],
        Started = parts.Min(part => part.Plan.Started),
        Shard = null,
        Selected = parts[0].Plan.Jobs,
    };

    private static string RunIds(IEnumerable<NightFolder> parts) => string.Join(' ', parts.Select(part => part.Plan.RunId).Distinct().Order(StringComparer.Ordinal));

    private static void CopyFiles(NightFolder part, JobRecord job, NightFolder to)
    {
        foreach (var file in job.Artefacts.Where(file => File.Exists(part.FileOf(file))))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(to.FileOf(file))!);
            File.Copy(part.FileOf(file), to.FileOf(file), overwrite: true);
        }
    }

    /// <param name="Part">Whose journal has the line.</param>
    private sealed record Found(NightFolder Part, JournalEntry Entry);
}
