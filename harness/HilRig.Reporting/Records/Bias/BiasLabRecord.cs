namespace HilRig.Reporting.Records.Bias;

/// <summary>Everything <c>hilrig bias sweep</c> or <c>explain</c> found, as its <c>result.json</c> keeps it; the reports are drawn from this alone.</summary>
public sealed record BiasLabRecord
{
    /// <summary>What tells this layout from the others.</summary>
    public const string BiasLab = "bias-lab";

    /// <summary>Version of this layout.</summary>
    public const int CurrentSchema = 1;

    public string Kind { get; init; } = BiasLab;

    public int Schema { get; init; } = CurrentSchema;

    /// <summary>Tool and version: <c>hilrig 0.1.0</c>.</summary>
    public required string Tool { get; init; }

    public required DateTimeOffset Started { get; init; }

    public double Seconds { get; init; }

    /// <summary>The model with int32 biases.</summary>
    public required ModelRecord Model { get; init; }

    /// <summary><c>double</c> or <c>single</c>.</summary>
    public required string Rounding { get; init; }

    public required int Samples { get; init; }

    public bool Labelled { get; init; }

    public required TaskRecord Task { get; init; }

    /// <summary>What quantization itself costs: the float reference against int32.</summary>
    public required FloatRow Float { get; init; }

    /// <summary>One row a width and scheme; the first is int32.</summary>
    public required IReadOnlyList<SchemeRow> Schemes { get; init; }

    /// <summary>The cheapest scheme that costs nothing noticeable; null when none does.</summary>
    public string? Recommended { get; init; }

    /// <summary>Where the loss of a scheme comes from.</summary>
    public IReadOnlyList<SchemeExplanation> Explanations { get; init; } = [];

    /// <summary>What is wrong with the model whatever its biases.</summary>
    public IReadOnlyList<ModelFinding> Findings { get; init; } = [];

    /// <summary>Every board with every scheme; empty when no board was given.</summary>
    public IReadOnlyList<BoardCell> Boards { get; init; } = [];

    /// <summary>Conversions and other things a reader must know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The verdict in words, one sentence a line.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];
}

/// <summary>What the model is for, and where its scores are read.</summary>
/// <param name="Name"><c>classification</c>, <c>autoencoder</c> (outputs rebuild the inputs) or <c>regression</c>.</param>
/// <param name="Score">The tensor whose error and margins are told: the input of a last SOFTMAX, which hides margins, or else the output.</param>
/// <param name="ScoreStep">Real size of one of its steps.</param>
public sealed record TaskRecord(string Name, string Score, double ScoreStep);

/// <summary>The float reference.</summary>
/// <param name="Name"><c>float twin</c>, or the given model's name.</param>
/// <param name="ChangedByInt32">Answers that the int32 model gives differently; null where there are no answers.</param>
/// <param name="Rmse">int32 outputs against the float ones, in real units.</param>
public sealed record FloatRow(string Name, double? Accuracy, double? AccuracyLow, double? AccuracyHigh, int? ChangedByInt32, double Rmse);

/// <summary>One board with one scheme.</summary>
/// <param name="Unit">Of its counter: <c>instructions</c>, <c>cycles</c>.</param>
/// <param name="Provenance"><c>measured</c>, <c>emulated</c>, <c>host</c>.</param>
/// <param name="Ticks">Counter figure of one inference, the median; null when nothing is counted or it did not run.</param>
/// <param name="EqualLayers">Operator outputs equal to the simulator's, over all samples.</param>
/// <param name="Note">The first difference, or why it did not run; empty for nothing to say.</param>
public sealed record BoardCell(
    string Target, string Bias, string Unit, string Provenance, double? Ticks, int EqualSamples, int Samples, long EqualLayers, long Layers, string Note)
{
    /// <summary>What the float model is called beside the schemes: it is there for its cycles and memory, float sums are not compared to the bit.</summary>
    public const string Float = "float32";

    /// <summary>RAM and flash, planned and found; null where it did not run.</summary>
    public MemoryRecord? Memory { get; init; }

    /// <summary>Ran, and equal to the last bit.</summary>
    public bool IsExact => Samples > 0 && EqualSamples == Samples && EqualLayers == Layers;

    /// <summary>Ran in integers, and not equal.</summary>
    public bool Differs => Samples > 0 && Bias != Float && !IsExact;
}
