namespace HilRig.Reporting.Records.Nightly;

/// <summary>One model with one kind of bias and one set of samples on one target.</summary>
public sealed record JobRecord
{
    /// <summary>Unique in the night and stable over nights: <c>digits/int8:channel-shift/qemu:mps2-an386</c>, with <c>model@data</c> where a model has several sets of samples.</summary>
    public required string Id { get; init; }

    public required string Model { get; init; }

    /// <summary>Which set of samples; empty where the model has one.</summary>
    public string Data { get; init; } = "";

    /// <summary><c>int32</c>, <c>int8:channel-shift</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary><c>qemu:mps2-an386</c>.</summary>
    public required string Target { get; init; }

    /// <summary>One of <see cref="Outcomes"/>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Why it is no pass, one sentence a line, the weightiest first; empty for a pass.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>What it is excused by; the outcome is then <see cref="Outcomes.Quarantined"/>. Null for none.</summary>
    public QuarantineRecord? Quarantine { get; init; }

    /// <summary>Every figure, in a fixed order.</summary>
    public IReadOnlyList<FigureRecord> Figures { get; init; } = [];

    /// <summary>Hashes and names that say what ran: <c>model</c>, <c>narrowed</c>, <c>samples</c>, <c>outputs</c>, <c>firmware</c>, <c>toolchain</c>, <c>kernels</c>.</summary>
    public IReadOnlyDictionary<string, string> Identities { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyList<GateRecord> Gates { get; init; } = [];

    /// <summary>What differs from the baseline, regressions first; empty where nothing does or there is none.</summary>
    public IReadOnlyList<ChangeRecord> Changes { get; init; } = [];

    /// <summary>Whether the baseline has this job.</summary>
    public bool HasBaseline { get; init; }

    /// <summary>The first place where target and simulator differ; null where they do not.</summary>
    public MismatchRecord? First { get; init; }

    /// <summary>Why narrow biases cost more than they may, from the bias lab; empty where they do not.</summary>
    public IReadOnlyList<string> Explanation { get; init; } = [];

    /// <summary>Files of the job, relative to the night's folder: <c>jobs/0003-digits-…/device.log</c>.</summary>
    public IReadOnlyList<string> Artefacts { get; init; } = [];
}

/// <summary>How a job or a finding ended.</summary>
public static class Outcomes
{
    public const string Pass = "pass";

    /// <summary>A number differs from the simulator, or a gate does not hold. Exit code 1.</summary>
    public const string Fail = "fail";

    /// <summary>Right, within its gates, and worse than the baseline. Exit code 5.</summary>
    public const string Regression = "regression";

    /// <summary>Link, flash or emulator gave out; says nothing of the model. Exit code 3.</summary>
    public const string Infrastructure = "infrastructure";

    /// <summary>Did not pass and is excused.</summary>
    public const string Quarantined = "quarantined";

    /// <summary>Left out with a reason: the emulator is not installed, no room on the board, another shard's, only failed ones were asked for.</summary>
    public const string NotRun = "notRun";

    /// <summary>Weightiest first.</summary>
    public static IReadOnlyList<string> All { get; } = [Fail, Infrastructure, Regression, Quarantined, NotRun, Pass];
}

/// <summary>One figure of a job.</summary>
/// <param name="Name">As gates name it: <c>instructions</c>, <c>arena</c>, <c>accuracy</c>; of one operator <c>instructions[3 CONV_2D]</c>.</param>
/// <param name="Unit"><c>instructions</c>, <c>cycles</c>, <c>B</c>, <c>%</c>, <c>samples</c>.</param>
/// <param name="Provenance"><c>emulated</c>, <c>measured</c>, <c>estimated</c>; <c>exact</c> for what is computed and counted. Never compared with another.</param>
/// <param name="Low">Smallest of the samples; null where there is one value.</param>
/// <param name="High">Largest of the samples.</param>
public sealed record FigureRecord(string Name, double Value, string Unit, string Provenance, double? Low = null, double? High = null);

/// <summary>A figure or identity beside its baseline's.</summary>
/// <param name="Name">Of the figure or identity.</param>
/// <param name="Kind"><c>regression</c>, <c>improvement</c>, <c>changed</c> (neither better nor worse), <c>new</c> or <c>gone</c>.</param>
/// <param name="Before">In the unit; null for identities and what is new.</param>
/// <param name="Now">In the unit; null for identities and what is gone.</param>
/// <param name="Provenance">Of the figure; empty for an identity.</param>
/// <param name="Sentence">In words, with the limit where there is one.</param>
public sealed record ChangeRecord(string Name, string Kind, double? Before, double? Now, string Unit, string Provenance, string Sentence);

/// <summary>An excuse that runs out.</summary>
/// <param name="Pattern">Glob of job ids.</param>
/// <param name="Until">Last day it counts, <c>yyyy-MM-dd</c>.</param>
public sealed record QuarantineRecord(string Pattern, string Reason, string Owner, string Until);
