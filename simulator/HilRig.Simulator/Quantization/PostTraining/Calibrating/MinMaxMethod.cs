namespace HilRig.Simulator.Quantization.PostTraining.Calibrating;

/// <summary>Smallest to largest value, as TFLite's converter takes it.</summary>
public sealed class MinMaxMethod : ICalibrationMethod
{
    public string Name => "minmax";

    public bool NeedsHistogram => false;

    public RealRange Choose(Histogram values, Func<RealRange, QuantizationError> error) => values.Range;
}
