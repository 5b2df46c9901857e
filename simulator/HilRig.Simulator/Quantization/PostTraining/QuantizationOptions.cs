using HilRig.Simulator.Quantization.PostTraining.Calibrating;

namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>How a float model is quantized; the defaults are TFLite's own way.</summary>
public sealed record QuantizationOptions
{
    public QuantizationTarget To { get; init; } = QuantizationTarget.Int8;

    /// <summary>How the range of an activation follows from its values.</summary>
    public ICalibrationMethod Calibration { get; init; } = new MinMaxMethod();

    /// <summary>Balance the weights of consecutive layers first.</summary>
    public bool Equalize { get; init; }

    /// <summary>Take the mean error that quantization gives each channel back through its bias.</summary>
    public bool CorrectBiases { get; init; }

    /// <summary>
    /// Width and scheme of the biases; null for the target's own: INT32 (<see cref="QuantizationTarget.Int8"/>), INT64
    /// (<see cref="QuantizationTarget.Int16x8"/>), INT8 with one shift a layer (<see cref="QuantizationTarget.Q7"/>).
    /// </summary>
    public BiasSpec? Bias { get; init; }

    /// <summary>Takes the number of inferences finished since the last call, from any thread.</summary>
    public Action<int>? Done { get; init; }

    public CancellationToken Cancellation { get; init; }
}
