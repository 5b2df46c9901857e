namespace HilRig.Reporting.Statistics;

/// <summary>How far two integer outputs lie apart, in output steps (LSB).</summary>
/// <param name="Rmse">Root of the mean squared difference.</param>
/// <param name="Largest">Largest absolute difference.</param>
/// <param name="Bias">Mean difference, actual minus reference.</param>
/// <param name="Equal">Elements that are equal.</param>
/// <param name="Count">Elements compared.</param>
public sealed record StepError(double Rmse, double Largest, double Bias, long Equal, long Count)
{
    /// <summary>True when nothing differs: the only verdict that counts between simulator, emulator and silicon.</summary>
    public bool IsExact => Equal == Count;

    /// <summary>Share of equal elements, 0 to 1.</summary>
    public double EqualShare => Count == 0 ? 1 : (double)Equal / Count;

    /// <summary>Compares two lists of equal length.</summary>
    public static StepError Between(ReadOnlySpan<double> actual, ReadOnlySpan<double> reference)
    {
        var (squares, largest, sum, equal) = (0.0, 0.0, 0.0, 0L);
        for (var i = 0; i < actual.Length; i++)
        {
            var difference = actual[i] - reference[i];
            squares += difference * difference;
            largest = Math.Max(largest, Math.Abs(difference));
            sum += difference;
            equal += difference == 0 ? 1 : 0;
        }
        var count = Math.Max(1, actual.Length);
        return new(Math.Sqrt(squares / count), largest, sum / count, equal, actual.Length);
    }
}
