namespace HilRig.Reporting.Records.Bias;

/// <summary>What one bias width and scheme does to a model on a set of samples.</summary>
public sealed record SchemeRow
{
    /// <summary>As on the command line: <c>int8:channel-shift</c>.</summary>
    public required string Bias { get; init; }

    /// <summary>Width in bits; 32 for int32.</summary>
    public required int Bits { get; init; }

    /// <summary>Share of right answers, 0 to 1; null without labels.</summary>
    public double? Accuracy { get; init; }

    /// <summary>Wilson 95 % interval.</summary>
    public double? AccuracyLow { get; init; }

    public double? AccuracyHigh { get; init; }

    /// <summary>Answers that differ from int32's; null where the output is no answer.</summary>
    public int? Changed { get; init; }

    /// <summary>Of those, wrong before and right now; null without labels.</summary>
    public int? Gained { get; init; }

    /// <summary>Right before and wrong now.</summary>
    public int? Lost { get; init; }

    /// <summary>Exact McNemar p against int32.</summary>
    public double? PairedP { get; init; }

    /// <summary>Answers that differ from the float reference's.</summary>
    public int? ChangedAgainstFloat { get; init; }

    /// <summary>How clear int32 was about the answers that changed: the median of its margins, in score steps.</summary>
    public double? MedianMargin { get; init; }

    /// <summary>The clearest answer of int32 that changed.</summary>
    public double? LargestMargin { get; init; }

    /// <summary>Output against int32 in output steps: root of the mean square.</summary>
    public required double Rmse { get; init; }

    /// <summary>Largest difference, in output steps.</summary>
    public required double Largest { get; init; }

    /// <summary>Mean difference, in output steps: what an error of the bias has and rounding has not.</summary>
    public required double Mean { get; init; }

    /// <summary>The score tensor against int32, in its steps.</summary>
    public required double ScoreRmse { get; init; }

    /// <summary>Of an autoencoder or regression: the score, its differences and order; null for a classification.</summary>
    public ScoreRecord? Score { get; init; }

    /// <summary>Values, shifts, multipliers and padding of all biases in the image.</summary>
    public required int BiasBytes { get; init; }

    /// <summary>The same for one bias.</summary>
    public required double BytesPerBias { get; init; }

    /// <summary>Widened copies in RAM.</summary>
    public required int BiasRamBytes { get; init; }

    /// <summary>The whole model image.</summary>
    public required int ImageBytes { get; init; }
}

/// <summary>Scores of an autoencoder (mean squared error of the reconstruction) or of a regression (the output), in real units.</summary>
/// <param name="MeanDifference">Mean of |score - int32's score|.</param>
/// <param name="LargestDifference">Largest of it.</param>
/// <param name="RankCorrelation">Spearman's, against int32: 1 when the order of the samples stays.</param>
public sealed record ScoreRecord(double MeanDifference, double LargestDifference, double RankCorrelation);
