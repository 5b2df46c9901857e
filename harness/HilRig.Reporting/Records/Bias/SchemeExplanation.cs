namespace HilRig.Reporting.Records.Bias;

/// <summary>Where the loss of one scheme comes from.</summary>
/// <param name="Bias">The scheme, or the name of a narrow model that was given.</param>
/// <param name="Changed">Answers that differ from int32's; null where there are none.</param>
/// <param name="AccuracyDrop">Accuracy of int32 less this one's, 0 to 1; null without labels.</param>
/// <param name="ScoreRmse">Score tensor against int32, in its steps.</param>
/// <param name="Sentences">The causes in words, the worst layer first.</param>
public sealed record SchemeExplanation(
    string Bias, int? Changed, double? AccuracyDrop, double ScoreRmse, IReadOnlyList<LayerExplanation> Layers, IReadOnlyList<FlippedSample> Flipped,
    IReadOnlyList<string> Sentences);

/// <summary>One layer with a narrow bias.</summary>
public sealed record LayerExplanation
{
    /// <summary>Operator index.</summary>
    public required int Index { get; init; }

    /// <summary><c>CONV_2D</c>.</summary>
    public required string Operator { get; init; }

    /// <summary>Its output tensor, shortened.</summary>
    public required string Name { get; init; }

    /// <summary>The tensor's whole name.</summary>
    public required string Tensor { get; init; }

    /// <summary><c>int8 &lt;&lt; 3..9</c>.</summary>
    public required string Stored { get; init; }

    /// <summary>Output error of this layer when only its own bias is narrow, in its output steps.</summary>
    public required double LocalRmse { get; init; }

    public required double LocalLargest { get; init; }

    /// <summary>The same when all biases are narrow: what arrives from earlier layers is in it.</summary>
    public required double AccumulatedRmse { get; init; }

    /// <summary>Local error predicted from the numbers alone: the widened bias less the int32 one, in output steps; root of the mean square over channels.</summary>
    public required double PredictedRmse { get; init; }

    /// <summary>The model with only this layer narrow.</summary>
    public required Ablation NarrowAlone { get; init; }

    /// <summary>The model with every other layer narrow.</summary>
    public required Ablation WideAlone { get; init; }

    /// <summary>Share of the squared score error that the layers make alone, 0 to 1.</summary>
    public required double Share { get; init; }

    /// <summary>Bytes the narrow bias takes.</summary>
    public required int BiasBytes { get; init; }

    /// <summary>Bytes that an int32 bias takes more.</summary>
    public required int WideExtraBytes { get; init; }

    /// <summary>Bytes that a shift per channel at the same width takes more; 0 or less when it is no dearer.</summary>
    public required int ChannelShiftExtraBytes { get; init; }

    public required int Clamped { get; init; }

    public required int RoundedAway { get; init; }

    public required int Dead { get; init; }

    /// <summary>Bits between the largest accumulator seen and int32; the least of the channels.</summary>
    public required double HeadroomBits { get; init; }

    /// <summary>What is wrong, in a sentence to act on; empty for nothing.</summary>
    public string Cause { get; init; } = "";

    public required IReadOnlyList<ChannelExplanation> Channels { get; init; }
}

/// <summary>A model with some layers narrow, against int32.</summary>
/// <param name="Changed">Answers that differ; null where there are none.</param>
/// <param name="AccuracyDrop">0 to 1, negative for a gain; null without labels.</param>
/// <param name="ScoreRmse">In steps of the score tensor.</param>
public sealed record Ablation(int? Changed, double? AccuracyDrop, double ScoreRmse);

/// <summary>One output channel's bias.</summary>
/// <param name="Bias">int32, in accumulator steps.</param>
/// <param name="Stored">The narrow integer.</param>
/// <param name="Step">Accumulator steps of one narrow step: what a shift by s makes 2^s.</param>
/// <param name="Limit">Largest magnitude the width can hold here, in accumulator steps.</param>
/// <param name="Widened">What the kernel adds.</param>
/// <param name="Predicted">Widened less int32, in output steps.</param>
/// <param name="ObservedMean">Mean difference of the channel's outputs when only this layer is narrow, in output steps.</param>
/// <param name="ObservedRmse">Root of the mean square of it.</param>
/// <param name="AccumulatorMin">Smallest accumulator seen, bias included.</param>
/// <param name="AccumulatorMax">Largest.</param>
/// <param name="IsDead">Its weight scale is tiny against its neighbours', so its bias needs huge integers.</param>
/// <param name="Fault"><c>exact</c>, <c>rounded</c>, <c>rounded away</c>, <c>clamped</c>, <c>dropped</c>, <c>shift off</c>, <c>scale off</c> or <c>wrong</c>.</param>
public sealed record ChannelExplanation(
    int Channel, int Bias, int Stored, double Step, double Limit, int Widened, double Predicted, double ObservedMean, double ObservedRmse,
    int AccumulatorMin, int AccumulatorMax, bool IsDead, string Fault);

/// <summary>A sample whose answer a scheme changed.</summary>
/// <param name="Label">Null without labels.</param>
/// <param name="Margin">int32's score of its answer less that of the best other, in score steps.</param>
/// <param name="MarginAfter">The same of the narrow model and its answer.</param>
/// <param name="AloneBy">Operators whose narrow bias alone flips it.</param>
/// <param name="Picture">The input where it can be drawn.</param>
public sealed record FlippedSample(
    int Sample, int? Label, int Before, int After, double Margin, double MarginAfter, IReadOnlyList<int> AloneBy, PictureRecord? Picture);

/// <summary>An input as a picture: bytes row by row, 0 the darkest; 1 channel (gray) or 3 (red, green, blue).</summary>
public sealed record PictureRecord(int Height, int Width, int Channels, byte[] Pixels);

/// <summary>Something that is wrong with the model, whatever its biases.</summary>
/// <param name="Kind"><c>dead channels</c>, <c>bias scale</c>, <c>bias at int32 limit</c>, <c>bias beyond int32</c>, <c>head-room</c> or <c>saturating output</c>.</param>
/// <param name="Channels">The channels concerned; empty for the whole tensor.</param>
/// <param name="Sentence">Value, limit and mend.</param>
public sealed record ModelFinding(string Kind, int Index, string Operator, string Name, IReadOnlyList<int> Channels, string Sentence);
