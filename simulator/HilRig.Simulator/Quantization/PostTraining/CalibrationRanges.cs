using System.Collections.Immutable;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>What calibration saw of a float model.</summary>
/// <param name="Ranges">By tensor index; null for constants and whatever no operator wrote.</param>
/// <param name="Samples">Number of samples, at least 1.</param>
public sealed record CalibrationRanges(ImmutableArray<RealRange?> Ranges, int Samples)
{
    /// <summary>The range of an activation.</summary>
    /// <exception cref="UnsupportedModelException">Calibration saw nothing of the tensor.</exception>
    public RealRange this[TensorInfo tensor] => Ranges[tensor.Index]
        ?? throw new UnsupportedModelException(
            $"calibration saw no values of {tensor}; only inputs and first outputs of operators are quantized");
}
