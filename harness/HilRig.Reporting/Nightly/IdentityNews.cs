using HilRig.Reporting.Records.Nightly;

namespace HilRig.Reporting.Nightly;

/// <summary>What ran is another: a model file, a firmware, a toolchain, a tool.</summary>
internal static class IdentityNews
{
    private const int MostAlike = 4;

    private sealed record Change(JobRecord Job, string Name, string? Before, string? Now);

    public static IEnumerable<NewsItem> Find(NightRecord before, NightRecord now, IReadOnlyList<JobPair> pairs)
    {
        var changes = pairs.Where(p => p.Before is { Identities.Count: > 0 } && p.Now.Identities.Count > 0).SelectMany(Changes);
        return changes.GroupBy(c => c.Name).SelectMany(Items).Concat(Tools(before, now));
    }

    private static IEnumerable<Change> Changes(JobPair pair)
    {
        var (before, now) = (pair.Before!.Identities, pair.Now.Identities);
        return from name in now.Keys.Union(before.Keys).Order(StringComparer.Ordinal)
               let was = before.GetValueOrDefault(name)
               let value = now.GetValueOrDefault(name)
               where was != value
               select new Change(pair.Now, name, was, value);
    }

    // One hash for all jobs of a model or a board is one line; a hash for each job, as of outputs, would be a line a job.
    private static IEnumerable<NewsItem> Items(IGrouping<string, Change> changes)
    {
        var alike = changes.GroupBy(c => (c.Before, c.Now)).ToList();
        return alike.Count <= MostAlike
            ? alike.Select(g => Item($"{changes.Key} {From(g.Key.Before)} → {From(g.Key.Now)}", [.. g.Select(c => c.Job)]))
            : [Item($"{changes.Key} is another", [.. changes.Select(c => c.Job)])];
    }

    private static NewsItem Item(string sentence, IReadOnlyList<JobRecord> jobs) =>
        new(NewsKinds.Identity, Subject(jobs), jobs.Count == 1 ? sentence : $"{sentence} in {Words.Jobs(jobs.Count)}", [.. jobs.Select(j => j.Id)], []);

    private static string Subject(IReadOnlyList<JobRecord> jobs) =>
        jobs.Count == 1 ? jobs[0].Id
        : jobs.All(j => j.Model == jobs[0].Model) ? jobs[0].Model
        : jobs.All(j => j.Target == jobs[0].Target) ? jobs[0].Target
        : Words.Count(jobs.Select(j => j.Target).Distinct().Count(), "target", "targets");

    private static IEnumerable<NewsItem> Tools(NightRecord before, NightRecord now)
    {
        if (before.Tool != now.Tool)
            yield return Tool($"{before.Tool} → {now.Tool}");
        foreach (var name in now.Tools.Keys.Union(before.Tools.Keys).Order(StringComparer.Ordinal))
        {
            var (was, value) = (before.Tools.GetValueOrDefault(name), now.Tools.GetValueOrDefault(name));
            if (was != value)
                yield return Tool($"{name} {From(was)} → {From(value)}");
        }
        if (before.PlanSha256 != now.PlanSha256)
            yield return new(NewsKinds.Identity, "plan", $"the plan is another: {From(before.PlanSha256)} → {From(now.PlanSha256)}", [], []);
    }

    private static NewsItem Tool(string sentence) => new(NewsKinds.Identity, "tools", sentence, [], []);

    private static string From(string? value) => value is null ? "none" : Words.Short(value);
}
