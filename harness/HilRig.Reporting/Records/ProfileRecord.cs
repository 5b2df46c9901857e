namespace HilRig.Reporting.Records;

/// <summary>Everything one profile found, as its <c>result.json</c> keeps it.</summary>
public sealed record ProfileRecord
{
    public int Schema { get; init; } = RunRecord.CurrentSchema;

    /// <summary>Tool and version: <c>hilrig 0.1.0</c>.</summary>
    public required string Tool { get; init; }

    public required DateTimeOffset Started { get; init; }

    public double Seconds { get; init; }

    public required string Model { get; init; }

    /// <summary><c>double</c> or <c>single</c>.</summary>
    public required string Rounding { get; init; }

    /// <summary>Where the samples come from: a file, or a seed.</summary>
    public required string Input { get; init; }

    public required int Samples { get; init; }

    public required IReadOnlyList<ProfileTarget> Targets { get; init; }

    /// <summary>What a reader must know, one sentence a line.</summary>
    public required IReadOnlyList<string> Sentences { get; init; }
}

/// <summary>One board.</summary>
/// <param name="Unit">Of its counter: <c>instructions</c>, <c>cycles</c>, <c>ns</c>; empty for none.</param>
/// <param name="Provenance">Of its counter's figures: <c>measured</c>, <c>emulated</c>, <c>host</c>; never of an estimate.</param>
/// <param name="Firmware">Its memory without the model; empty where it cannot be told.</param>
public sealed record ProfileTarget(
    string Name, string Board, string Core, string Kernels, string Unit, string Provenance, IReadOnlyList<ProfileVariant> Variants,
    IReadOnlyList<FirmwareGroup> Firmware);

/// <summary>The model with one kind of bias.</summary>
public sealed record ProfileVariant
{
    /// <summary><c>int32</c>, <c>int8:channel-shift</c>, <c>float32</c>.</summary>
    public required string Bias { get; init; }

    /// <summary>Why it did not run: no room, or what the model does not allow; null when it ran.</summary>
    public string? Absent { get; init; }

    /// <summary>One inference by the board's counter.</summary>
    public CounterRecord? Counter { get; init; }

    /// <summary>The model image.</summary>
    public int FlashBytes { get; init; }

    public int WeightBytes { get; init; }

    /// <summary>Stored biases with shifts, multipliers and padding.</summary>
    public int BiasBytes { get; init; }

    /// <summary>RAM and stack, planned and found.</summary>
    public MemoryRecord? Memory { get; init; }

    public IReadOnlyList<ProfileLayer> Layers { get; init; } = [];

    /// <summary>Null where none was asked for, or none can be made.</summary>
    public EstimateRecord? Estimate { get; init; }
}

/// <summary>One operator over all samples, by the board's counter.</summary>
/// <param name="Share">Of the whole inference, 0 to 1.</param>
/// <param name="EstimatedCycles">Of one inference; null without an estimate.</param>
public sealed record ProfileLayer(
    int Index, string Operator, string Name, string Bias, long Macs, double Median, long Min, long Max, double Share, double? EstimatedCycles)
{
    /// <summary>Counter units per multiply-accumulate; null where there is none.</summary>
    public double? PerMac => Macs > 0 ? Median / Macs : null;
}

/// <summary>Cycles of one inference by a model of the core: never measured.</summary>
/// <param name="ErrorPercent">What it may be wrong by.</param>
/// <param name="Basis">Core, scale and where they come from.</param>
/// <param name="Instructions">Executed, of the inference that the estimate was made from.</param>
/// <param name="RuleCycles">By the core's rules, before the scale.</param>
/// <param name="Unknown">Executed instructions that were not recognized.</param>
/// <param name="LargestGap">Instructions by which the trace and the board's own figure of an operator differ at most.</param>
/// <param name="IsComplete">Whether that is no more than a counter's tick.</param>
public sealed record EstimateRecord(
    double Cycles, double ErrorPercent, string Basis, long Instructions, long RuleCycles, long TakenBranches, long Unknown, long LargestGap, bool IsComplete);

/// <summary>Firmware by what it is for, in bytes.</summary>
/// <param name="Name"><c>kernels</c>, <c>runner</c>, <c>protocol</c>, …</param>
/// <param name="Reserved">Stack, arena, bias RAM and image slot.</param>
public sealed record FirmwareGroup(string Name, long Text, long ReadOnlyData, long Data, long Bss, long Reserved);
