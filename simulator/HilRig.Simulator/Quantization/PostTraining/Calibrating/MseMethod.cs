namespace HilRig.Simulator.Quantization.PostTraining.Calibrating;

/// <summary>
/// The range with the least mean squared error between the values and what their codes stand for: each end at one of
/// <see cref="Steps"/> places between 0 and where min/max puts it. Of equal ranges the widest.
/// </summary>
public sealed class MseMethod : ICalibrationMethod
{
    /// <summary>Places that each end may have.</summary>
    public const int Steps = 40;

    public string Name => "mse";

    public bool NeedsHistogram => true;

    public RealRange Choose(Histogram values, Func<RealRange, QuantizationError> error)
    {
        var (best, least) = (values.Range, values.Mean(error(values.Range)));
        foreach (var candidate in Candidates(values.Range))
        {
            var mean = values.Mean(error(candidate));
            if (mean < least)
                (best, least) = (candidate, mean);
        }
        return best;
    }

    // An end on the other side of 0 is none: 0 is in every range anyway.
    private static IEnumerable<RealRange> Candidates(RealRange whole) =>
        from low in whole.Min < 0 ? Enumerable.Range(0, Steps) : [0]
        from high in whole.Max > 0 ? Enumerable.Range(0, Steps) : [0]
        select new RealRange(whole.Min * (Steps - low) / Steps, whole.Max * (Steps - high) / Steps);
}
