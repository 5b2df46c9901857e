using System.Globalization;
using HilRig.Harness.Nightly.History;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers;

namespace HilRig.Cli.Commands;

/// <summary>Nights as a table.</summary>
internal static class NightsTable
{
    private const int CommitShown = 10;

    // Columns that are there only where they say something.
    private static readonly (string Name, string Outcome)[] Rare =
        [("worse", Outcomes.Regression), ("infrastructure", Outcomes.Infrastructure), ("quarantined", Outcomes.Quarantined), ("not run", Outcomes.NotRun)];

    /// <param name="nights">The youngest first.</param>
    public static Table Of(IReadOnlyList<HistoryNight> nights)
    {
        var (hasNames, hasParts) = (nights.DistinctBy(night => night.Name).Count() > 1, nights.Any(night => night.Shard is not null));
        List<Field> fields =
        [
            new(new("when"), night => night.Started.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
            .. hasNames ? [new Field(new("name"), night => night.Name)] : Array.Empty<Field>(),
            .. hasParts ? [new Field(new("part"), night => night.Shard ?? "whole")] : Array.Empty<Field>(),
            new(new("commit"), night => Short(night.Commit)),
            new(new("verdict"), night => night.Verdict),
            new(new("jobs", true), night => Format.Number(night.Jobs)),
            Count("failed", Outcomes.Fail),
            .. Rare.Where(rare => nights.Any(night => night.Outcomes[rare.Outcome] > 0)).Select(rare => Count(rare.Name, rare.Outcome)),
            new(new("seconds", true), night => Format.Number(night.Seconds)),
            new(new("run"), night => night.RunId[..Math.Min(8, night.RunId.Length)]),
        ];
        return new([.. fields.Select(field => field.Column)], [.. nights.Select(night => (IReadOnlyList<string>)[.. fields.Select(field => field.Of(night))])], Tools(nights));
    }

    private static Field Count(string name, string outcome) => new(new(name, true), night => Format.Number(night.Outcomes[outcome]));

    // What the figures depend on, said once where it did not change.
    private static string Tools(IReadOnlyList<HistoryNight> nights)
    {
        var versions = nights.Reverse().SelectMany(night => night.Tools.Append(new("hilrig", night.Tool.Split(' ')[^1]))).ToLookup(tool => tool.Key, tool => tool.Value);
        return string.Join("; ", versions.OrderBy(tool => tool.Key, StringComparer.Ordinal).Select(tool => $"{tool.Key} {string.Join(" → ", Steps(tool))}"));
    }

    private static IEnumerable<string> Steps(IEnumerable<string> versions)
    {
        var last = "";
        foreach (var version in versions.Where(version => version != last))
            yield return last = version;
    }

    // A commit with changed files has a + behind it.
    private static string Short(string? commit) => commit is null
        ? Format.None
        : commit.TrimEnd('+') is { Length: > CommitShown } hash ? hash[..CommitShown] + commit[hash.Length..] : commit;

    private sealed record Field(Column Column, Func<HistoryNight, string> Of);
}
