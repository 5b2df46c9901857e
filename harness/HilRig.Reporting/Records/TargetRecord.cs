namespace HilRig.Reporting.Records;

/// <summary>What one target did with the model.</summary>
public sealed record TargetRecord
{
    /// <summary><c>qemu:mps2-an386</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What ran: <c>model</c> or <c>float reference</c>.</summary>
    public required string Role { get; init; }

    public required string Board { get; init; }

    public required string Core { get; init; }

    public required string Kernels { get; init; }

    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();

    public required int Samples { get; init; }

    public double Seconds { get; init; }

    /// <summary>Of all outputs, one sample after another, as the model's tensors hold them; null when it did not run.</summary>
    public string? OutputsSha256 { get; init; }

    /// <summary>Why the model does not fit the board, with how many bytes, or what of a float twin it has no kernel for; null when it ran.</summary>
    public string? NoRoom { get; init; }

    /// <summary>Against the simulator; null for the simulator itself and for float.</summary>
    public ExactnessRecord? Exactness { get; init; }

    /// <summary>Share of right answers, 0 to 1.</summary>
    public double? Accuracy { get; init; }

    public double? AccuracyLow { get; init; }

    public double? AccuracyHigh { get; init; }

    /// <summary>Samples whose answer differs from the float reference.</summary>
    public int? ChangedAgainstFloat { get; init; }

    /// <summary>Output RMSE against the float reference, in real units.</summary>
    public double? RmseAgainstFloat { get; init; }

    public CounterRecord? Counter { get; init; }

    public MemoryRecord? Memory { get; init; }

    /// <summary>Repeats and recoveries; null on the simulator.</summary>
    public LinkRecord? Link { get; init; }

    public IReadOnlyList<LayerRow> Layers { get; init; } = [];
}

/// <summary>Integer equality with the simulator.</summary>
/// <param name="EqualSamples">Samples whose whole output is equal.</param>
/// <param name="EqualLayers">Operator outputs that are equal, over all samples; null when not recorded.</param>
public sealed record ExactnessRecord(int EqualSamples, int Samples, long? EqualLayers, long? Layers, MismatchRecord? First)
{
    public bool IsExact => EqualSamples == Samples && EqualLayers == Layers && First is null;

    /// <summary>How the other rounding fits where the run's does not; null where the target is exact or the other fits no better.</summary>
    public OtherRoundingRecord? OtherRounding { get; init; }
}

/// <summary>The same target against the simulator in the rounding that was not asked for.</summary>
/// <param name="Rounding"><c>double</c> or <c>single</c>.</param>
/// <param name="EqualSamples">Samples whose whole output is equal.</param>
/// <param name="EqualLayers">Operator outputs that are equal, over all samples; null when not recorded.</param>
/// <param name="IsExact">All are: the target computes with this rounding.</param>
public sealed record OtherRoundingRecord(string Rounding, int EqualSamples, long? EqualLayers, bool IsExact);

/// <summary>Counter figures of one inference.</summary>
/// <param name="Unit"><c>instructions</c>, <c>cycles</c>.</param>
/// <param name="Provenance"><c>measured</c>, <c>emulated</c>, <c>estimated</c>; never mixed.</param>
public sealed record CounterRecord(string Unit, string Provenance, double Median, long Min, long Max, double PerMac);

/// <summary>Memory on the device.</summary>
/// <param name="FlashBytes">The model image.</param>
/// <param name="BiasRamBytes">Widened copies of narrow biases.</param>
/// <param name="ArenaBytes">Measured by painting; null when not measured.</param>
/// <param name="FirmwareBytes">The firmware itself without the model.</param>
public sealed record MemoryRecord(int FlashBytes, int BiasRamBytes, int? ArenaBytes, int ArenaPlanBytes, int? StackBytes, long? FirmwareBytes);
