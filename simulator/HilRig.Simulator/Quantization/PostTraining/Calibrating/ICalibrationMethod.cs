namespace HilRig.Simulator.Quantization.PostTraining.Calibrating;

/// <summary>How the range of an activation follows from the values it took.</summary>
public interface ICalibrationMethod
{
    /// <summary>As written on the command line: <c>percentile:99.99</c>.</summary>
    string Name { get; }

    /// <summary>True when <see cref="Choose"/> wants the histogram and not only its ends.</summary>
    bool NeedsHistogram { get; }

    /// <summary>The range to quantize.</summary>
    /// <param name="values">Every value over all samples.</param>
    /// <param name="error">Squared error that quantizing a value costs when a range is chosen.</param>
    RealRange Choose(Histogram values, Func<RealRange, QuantizationError> error);
}

/// <summary>Squared difference between a value and what its code stands for.</summary>
public delegate double QuantizationError(double value);
