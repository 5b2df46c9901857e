using HilRig.Simulator.Quantization.PostTraining;

namespace HilRig.Harness.Quantizing;

/// <summary>What quantizing gave.</summary>
/// <param name="Model">Name of the float model.</param>
/// <param name="To">int8, int16x8 or q7.</param>
/// <param name="Bias">Width and scheme of the biases: <c>int32</c>, <c>int64</c>, <c>int8:channel-shift</c>.</param>
/// <param name="CalibrationSamples">How many the ranges come from.</param>
/// <param name="TestSamples">How many the rows were judged on.</param>
/// <param name="JudgedOnCalibration">True where no other samples were given: the rows then flatter.</param>
/// <param name="Rows">The float model first, the result last.</param>
/// <param name="FileBytes">Size of the <c>.tflite</c>.</param>
/// <param name="WhyNoImage">Why boards cannot run the result; null when they can.</param>
public sealed record QuantizeRecord(
    string Model, string To, string Bias, string Calibration, int CalibrationSamples, int TestSamples, bool JudgedOnCalibration,
    IReadOnlyList<ComparedModel> Rows, int FloatFileBytes, int FileBytes, IReadOnlyList<string> Folded, IReadOnlyList<EqualizedPair> Equalized,
    IReadOnlyList<CorrectedLayer> Corrected, IReadOnlyList<RaisedScale> Raised, IReadOnlyList<RaisedOutput> RaisedOutputs, string? WhyNoImage);
