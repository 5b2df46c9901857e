namespace HilRig.Reporting.Records;

/// <summary>Everything one run found, as <c>result.json</c> keeps it. A change that old readers cannot take raises the schema number.</summary>
public sealed record RunRecord
{
    /// <summary>Version of this layout.</summary>
    public const int CurrentSchema = 1;

    public int Schema { get; init; } = CurrentSchema;

    /// <summary>Tool and version: <c>hilrig 0.1.0</c>.</summary>
    public required string Tool { get; init; }

    public required DateTimeOffset Started { get; init; }

    public double Seconds { get; init; }

    public required ModelRecord Model { get; init; }

    /// <summary><c>double</c> or <c>single</c>.</summary>
    public required string Rounding { get; init; }

    /// <summary>Bias width and scheme: <c>int32</c>, <c>int8:channel-shift</c>.</summary>
    public required string Bias { get; init; }

    public required int Samples { get; init; }

    public bool Labelled { get; init; }

    /// <summary>Conversions and other things a reader must know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public required IReadOnlyList<TargetRecord> Targets { get; init; }

    public required IReadOnlyList<GateRecord> Gates { get; init; }

    /// <summary>The loss split three ways; null for a float model.</summary>
    public LossRecord? Loss { get; init; }

    /// <summary><c>pass</c> or <c>fail</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>The verdict in words, one sentence a line.</summary>
    public required IReadOnlyList<string> Sentences { get; init; }
}

/// <summary>The model that ran.</summary>
/// <param name="Sha256">Of the <c>.tflite</c> that was run, after a bias scheme was applied.</param>
/// <param name="ArenaPlanBytes">The memory plan's high water.</param>
public sealed record ModelRecord(
    string Name, string Sha256, int Operators, long Macs, int InputBytes, int OutputBytes, int WeightBytes, int BiasBytes,
    int ImageBytes, int ArenaPlanBytes);
