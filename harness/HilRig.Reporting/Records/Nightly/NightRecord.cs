using System.Text.Json.Serialization;

namespace HilRig.Reporting.Records.Nightly;

/// <summary>
/// What a night found, as its <c>result.json</c> keeps it. It holds no clock, no host and no path outside its folder: nights that found the same are
/// the same file, to the byte. What a clock says is in <see cref="NightTimes"/>.
/// </summary>
public sealed record NightRecord
{
    /// <summary><see cref="Kind"/> of this record.</summary>
    public const string Nightly = "nightly";

    public int Schema { get; init; } = RunRecord.CurrentSchema;

    public string Kind { get; init; } = Nightly;

    /// <summary>Tool and version: <c>hilrig 0.1.0</c>.</summary>
    public required string Tool { get; init; }

    /// <summary>The name in the config.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the config and everything it names that decides which jobs there are.</summary>
    public required string PlanSha256 { get; init; }

    /// <summary>Commit of the checkout the config lies in; null outside of one.</summary>
    public string? Commit { get; init; }

    /// <summary><c>2/4</c> of a part that waits to be merged, <c>failed</c> of one that ran only what had failed; null for a whole night.</summary>
    public string? Shard { get; init; }

    /// <summary>One of several parts, which say little until they are merged.</summary>
    [JsonIgnore]
    public bool IsPart => Shard?.Contains('/') == true;

    /// <summary>Emulators and compilers by name: <c>qemu-system-arm</c> → <c>7.2.22</c>.</summary>
    public IReadOnlyDictionary<string, string> Tools { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>In the order of the plan; every job of the plan is here.</summary>
    public required IReadOnlyList<JobRecord> Jobs { get; init; }

    /// <summary>What is no job's: baseline entries that no job stands for any more, a quarantine that has run out, a hook that failed.</summary>
    public IReadOnlyList<NightFinding> Findings { get; init; } = [];

    /// <summary><c>pass</c>, <c>fail</c>, <c>regression</c> or <c>infrastructure</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>0 pass, 1 a check failed, 3 infrastructure, 5 regression only.</summary>
    public required int ExitCode { get; init; }

    /// <summary>The verdict in words, one sentence a line.</summary>
    public required IReadOnlyList<string> Sentences { get; init; }
}

/// <summary>Something found that belongs to no job.</summary>
/// <param name="Outcome">One of <see cref="Outcomes"/>; decides together with the jobs.</param>
/// <param name="Subject">What it is about: a baseline entry's job id, a quarantine's pattern, a hook.</param>
public sealed record NightFinding(string Outcome, string Subject, string Sentence);
