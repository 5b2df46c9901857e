namespace HilRig.Reporting.Records.Nightly;

/// <summary>What a clock said during a night, and what happened on the way: <c>times.json</c>.</summary>
public sealed record NightTimes
{
    public int Schema { get; init; } = RunRecord.CurrentSchema;

    public required DateTimeOffset Started { get; init; }

    /// <summary>From start to end; of a night that was resumed, the sum of its parts.</summary>
    public double Seconds { get; init; }

    /// <summary>How often the night was taken up again after it was interrupted.</summary>
    public int Resumes { get; init; }

    /// <summary>Name of the machine; of a merged night all of them, with commas.</summary>
    public string Host { get; init; } = "";

    /// <summary>In the order of the plan; jobs that did not run are not here.</summary>
    public IReadOnlyList<JobTimes> Jobs { get; init; } = [];
}

/// <summary>One job by the clock.</summary>
/// <param name="Id">Of the job.</param>
/// <param name="Seconds">All attempts together.</param>
/// <param name="Attempts">1, and one more for each time that infrastructure gave out.</param>
/// <param name="Repeats">Requests that were sent again.</param>
/// <param name="Recoveries">How the board was lost and brought back.</param>
/// <param name="NanosecondsPerInference">Of a desktop process; null of all others.</param>
public sealed record JobTimes(
    string Id, DateTimeOffset Started, double Seconds, int Attempts, long Repeats, IReadOnlyList<RecoveryRecord> Recoveries, double? NanosecondsPerInference = null);
