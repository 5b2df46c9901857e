using System.Globalization;

namespace HilRig.Simulator.Quantization.PostTraining.Calibrating;

/// <summary>
/// From the value that so many percent of all values reach, to the value that so many percent do not exceed (nearest rank, to within a bin
/// of the histogram): outliers saturate.
/// </summary>
/// <param name="percent">Above 50, at most 100, which is min/max.</param>
public sealed class PercentileMethod(double percent) : ICalibrationMethod
{
    public string Name => $"percentile:{percent.ToString(CultureInfo.InvariantCulture)}";

    public bool NeedsHistogram => percent < 100;

    public RealRange Choose(Histogram values, Func<RealRange, QuantizationError> error)
    {
        // Nearest rank: the smallest value that is not exceeded by that share, counted from either end.
        var rank = (long)Math.Max(1, Math.Ceiling(percent / 100 * values.Total));
        return new(values.FromAbove(rank), values.FromBelow(rank));
    }
}
