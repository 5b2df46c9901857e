using HilRig.Harness.Data;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization.PostTraining;

namespace HilRig.Harness.Quantizing;

/// <summary>What is quantized, how, and what the result is judged on.</summary>
public sealed record QuantizeRequest
{
    /// <summary>A model whose activations are FLOAT32.</summary>
    public required ModelGraph Float { get; init; }

    /// <summary>FLOAT32 inputs to calibrate with.</summary>
    public required SampleSet Calibration { get; init; }

    /// <summary>FLOAT32 inputs to judge on; null for the calibration samples.</summary>
    public SampleSet? Test { get; init; }

    /// <summary>One for each sample that is judged on; null without.</summary>
    public int[]? Labels { get; init; }

    public QuantizationOptions Options { get; init; } = new();

    /// <summary>Other quantized models of the same float model, to stand beside the result.</summary>
    public IReadOnlyList<ModelGraph> Others { get; init; } = [];
}
