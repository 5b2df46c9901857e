namespace HilRig.Reporting.Records.Bias;

/// <summary>Everything one repair found, as its <c>result.json</c> keeps it.</summary>
public sealed record RepairRecord
{
    /// <summary>What tells this layout from the others.</summary>
    public const string BiasRepair = "bias-repair";

    public string Kind { get; init; } = BiasRepair;

    public int Schema { get; init; } = RunRecord.CurrentSchema;

    /// <summary>Tool and version: <c>hilrig 0.1.0</c>.</summary>
    public required string Tool { get; init; }

    public required DateTimeOffset Started { get; init; }

    public double Seconds { get; init; }

    public required string Model { get; init; }

    /// <summary>Of the model with INT32 biases.</summary>
    public required string Sha256 { get; init; }

    /// <summary><c>double</c> or <c>single</c>.</summary>
    public required string Rounding { get; init; }

    /// <summary><c>int32</c> or <c>float</c>: what answers and outputs are compared with.</summary>
    public required string Reference { get; init; }

    /// <summary>Biases of the model.</summary>
    public required int Biases { get; init; }

    /// <summary>Samples that plans were fitted to.</summary>
    public required int FitSamples { get; init; }

    /// <summary>Samples that judge them, none of which was fitted.</summary>
    public required int JudgedSamples { get; init; }

    /// <summary>How the samples were divided.</summary>
    public required string Split { get; init; }

    /// <summary>Plans that were run on the fitted samples.</summary>
    public required int Searched { get; init; }

    /// <summary>The model with INT32 biases.</summary>
    public required RepairPoint Int32 { get; init; }

    /// <summary>Every scheme at 16 and at 8 bits, rounded to nearest, for comparison.</summary>
    public required IReadOnlyList<RepairPoint> Uniform { get; init; }

    /// <summary>Cheapest first; none has another that is no larger, changes no more judged answers and errs no more on judged samples.</summary>
    public required IReadOnlyList<RepairPoint> Front { get; init; }

    /// <summary>The cheapest point of the front that meets the gates, or the one nearest to them.</summary>
    public required RepairPoint Chosen { get; init; }

    /// <summary>The chosen plan, layer by layer.</summary>
    public required IReadOnlyList<RepairLayerRow> Layers { get; init; }

    /// <summary>Of the chosen point on the judged samples.</summary>
    public required IReadOnlyList<GateRecord> Gates { get; init; }

    /// <summary><c>pass</c> or <c>fail</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>What a reader must know, one sentence a line.</summary>
    public required IReadOnlyList<string> Sentences { get; init; }
}

/// <summary>One mix of widths and schemes, and what it does.</summary>
/// <param name="Name"><c>repaired</c>, or a uniform scheme: <c>int8:channel-shift</c>.</param>
/// <param name="Mix">Formats and how many layers have them, in short.</param>
/// <param name="Bits">Widest stored integer.</param>
/// <param name="Bytes">Flash of all biases with shifts, multipliers and padding.</param>
/// <param name="RamBytes">Widened copies.</param>
/// <param name="SavedBytes">Flash against int32; negative where it takes more.</param>
/// <param name="ChangedFit">Fitted samples whose answer differs from the reference's; null without answers.</param>
/// <param name="ChangedJudged">The same of the judged samples.</param>
/// <param name="AccuracyFit">Share of right answers, 0 to 1; null without labels.</param>
/// <param name="PairedP">Exact McNemar p against int32 on the judged samples; null without labels.</param>
/// <param name="RmseFit">Outputs against the reference's, in output steps.</param>
/// <param name="ExtraInstructions">Estimated, of one inference on a Cortex-M4 against int32: widening.</param>
public sealed record RepairPoint(
    string Name, string Mix, int Bits, int Bytes, double BytesPerBias, int RamBytes, int SavedBytes, int? ChangedFit, int? ChangedJudged,
    double? AccuracyFit, double? AccuracyJudged, double? PairedP, double RmseFit, double RmseJudged, long ExtraInstructions);

/// <summary>One layer of the chosen plan.</summary>
/// <param name="Layer">Index and operator.</param>
/// <param name="Bytes">Flash of its bias.</param>
/// <param name="Moved">Biases that are not on the code next to their int32 value.</param>
/// <param name="LargestMove">By how many codes, at most.</param>
/// <param name="LossShare">Of the loss that the sensitivities predict, layer by layer alone; 0 to 1.</param>
public sealed record RepairLayerRow(
    string Layer, int Channels, int Bits, string Scheme, int Bytes, int Moved, int LargestMove, double LossShare);
