namespace HilRig.Reporting.Records.Nightly;

/// <summary>One figure of one job over the nights, and where its level changed.</summary>
public sealed record TrendRecord
{
    public required string Model { get; init; }

    /// <summary>Which set of samples; empty where the model has one.</summary>
    public string Data { get; init; } = "";

    /// <summary><c>int32</c>, <c>int8:channel-shift</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary><c>qemu:mps2-an386</c>.</summary>
    public required string Target { get; init; }

    /// <summary>As <see cref="FigureRecord.Name"/>.</summary>
    public required string Metric { get; init; }

    public required string Unit { get; init; }

    /// <summary>One for the whole series: provenances are series of their own.</summary>
    public required string Provenance { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<TrendPoint> Points { get; init; }

    /// <summary>Oldest first; found by <c>Statistics.ChangePoints</c>.</summary>
    public IReadOnlyList<TrendChange> Changes { get; init; } = [];
}

/// <summary>The figure of one night.</summary>
/// <param name="Night">When it started.</param>
/// <param name="Commit">Null where none is known.</param>
/// <param name="Verdict">Outcome of the job that night, one of <see cref="Outcomes"/>.</param>
public sealed record TrendPoint(DateTimeOffset Night, string? Commit, double Value, string Verdict);

/// <summary>The level changed.</summary>
/// <param name="At">Index of the first point on the new level.</param>
/// <param name="Before">Level before it, in the series' unit.</param>
/// <param name="After">Level from it on.</param>
public sealed record TrendChange(int At, double Before, double After);
