using HilRig.Reporting.Statistics;

namespace HilRig.Harness.Bias;

/// <summary>What one bias width and scheme does to a model on a set of samples.</summary>
/// <param name="Bias">As written on the command line: <c>int8:channel-shift</c>.</param>
/// <param name="Accuracy">Share of right answers, 0 to 1; null without labels.</param>
/// <param name="Interval">Wilson 95 % interval of the accuracy.</param>
/// <param name="Changed">Samples whose answer differs from the int32 run; null where the output is not a classification.</param>
/// <param name="PairedP">Exact McNemar p against int32; null without labels.</param>
/// <param name="Error">Output difference to the int32 run in steps.</param>
/// <param name="BiasFlashBytes">Biases, shifts, multipliers and padding in the image.</param>
/// <param name="BiasRamBytes">Widened copies.</param>
public sealed record SweepRow(
    string Bias, double? Accuracy, (double Low, double High)? Interval, int? Changed, double? PairedP, StepError Error,
    int BiasFlashBytes, int BiasRamBytes);
