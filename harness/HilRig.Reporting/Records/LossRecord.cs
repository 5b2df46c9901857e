namespace HilRig.Reporting.Records;

/// <summary>The loss split three ways.</summary>
/// <param name="Quantization">Float reference to int32 biases.</param>
/// <param name="Biases">int32 to the narrow biases; null when the run narrowed none.</param>
/// <param name="Implementation">Simulator to each target, which must be nothing.</param>
public sealed record LossRecord(LossStep Quantization, LossStep? Biases, IReadOnlyList<LossStep> Implementation);

/// <summary>What one step changes.</summary>
/// <param name="Changed">Answers that differ; of an implementation, outputs that differ in any bit. Null where outputs are no answers.</param>
/// <param name="AccuracyDrop">Before less after, 0 to 1; null without labels.</param>
/// <param name="Rmse">Outputs before and after, in real units; null of an implementation, where only equality counts.</param>
public sealed record LossStep(string From, string To, int Samples, int? Changed, double? AccuracyDrop, double? Rmse);
