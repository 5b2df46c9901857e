using HilRig.Reporting.Statistics;

namespace HilRig.Harness.Quantizing;

/// <summary>What a model gives on the test samples, beside the float model.</summary>
/// <param name="Name">For people: <c>float32</c>, <c>int8, int8:channel-shift biases</c>.</param>
/// <param name="Target">What it ran on: <c>sim</c>, <c>sim:q7</c>, <c>float</c>.</param>
/// <param name="Accuracy">Share of right answers, 0 to 1; null without labels.</param>
/// <param name="Interval">Wilson 95 % interval of the accuracy.</param>
/// <param name="Changed">Samples whose answer differs from the float model's; null where the output is not a classification.</param>
/// <param name="PairedP">Exact McNemar p against the float model; null without labels.</param>
/// <param name="Error">Outputs less the float model's, in steps of the model's output; null for the float model, which has no steps.</param>
/// <param name="RealRmse">Root of the mean squared difference to the float model's outputs, as real numbers.</param>
/// <param name="Score">Mean squared reconstruction error where the model rebuilds its input; else null.</param>
/// <param name="ScoreError">Mean absolute difference of a sample's score to the float model's, as a share of the mean score; else null.</param>
public sealed record ComparedModel(
    string Name, string Target, double? Accuracy, (double Low, double High)? Interval, int? Changed, double? PairedP, StepError? Error, double RealRmse,
    double? Score, double? ScoreError)
{
    /// <summary>Bytes of weights, biases, parameters and records in the image, or counted from the tensors where boards cannot run it.</summary>
    public required int FlashBytes { get; init; }

    /// <summary>Bytes of biases and of what widens them.</summary>
    public required int BiasBytes { get; init; }

    /// <summary>Bytes of the planned arena.</summary>
    public required int ArenaBytes { get; init; }
}
