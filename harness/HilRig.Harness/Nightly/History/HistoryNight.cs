namespace HilRig.Harness.Nightly.History;

/// <summary>A night in a line.</summary>
public sealed record HistoryNight
{
    /// <summary>As in the night's <c>plan.json</c>.</summary>
    public required string RunId { get; init; }

    /// <summary>The config's name.</summary>
    public required string Name { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required double Seconds { get; init; }

    /// <summary>Null where none is known.</summary>
    public string? Commit { get; init; }

    /// <summary>Tool and version.</summary>
    public required string Tool { get; init; }

    /// <summary>Versions of emulators and compilers by name.</summary>
    public required IReadOnlyDictionary<string, string> Tools { get; init; }

    public required string Verdict { get; init; }

    public required int ExitCode { get; init; }

    /// <summary><c>2/4</c>, <c>failed</c>, or null for a whole night.</summary>
    public string? Shard { get; init; }

    /// <summary>Jobs that were asked for.</summary>
    public required int Jobs { get; init; }

    /// <summary>How many of the jobs ended how.</summary>
    public required IReadOnlyDictionary<string, int> Outcomes { get; init; }
}

/// <summary>Which nights, and which of their jobs; globs, in which <c>*</c> passes over everything.</summary>
public sealed record HistoryQuery
{
    /// <summary>The config's name; null for all.</summary>
    public string? Name { get; init; }

    /// <summary>Of the model, or of <c>model@data</c>.</summary>
    public string Model { get; init; } = "*";

    public string Scheme { get; init; } = "*";

    public string Target { get; init; } = "*";

    /// <summary>Youngest nights to take, 1 or more; null for all.</summary>
    public int? Last { get; init; }

    internal bool IsOfAllJobs => this is { Model: "*", Scheme: "*", Target: "*" };
}
