using System.Collections.Immutable;

namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>What post-training quantization gives.</summary>
/// <param name="File">The int8 <c>.tflite</c>: same tensor indices and names as the float model.</param>
/// <param name="Ranges">What calibration saw of the float model.</param>
/// <param name="Raised">Weight scales raised so that a bias fits int32; empty unless the model has dead channels.</param>
public sealed record QuantizedModel(byte[] File, CalibrationRanges Ranges, ImmutableArray<RaisedScale> Raised);
