namespace HilRig.Simulator.Quantization.PostTraining.Calibrating;

/// <summary>How often values fell in each of equal bins of a range; it does not depend on the order in which they came.</summary>
public sealed class Histogram
{
    /// <summary>Bins of a range that is no single value.</summary>
    public const int Bins = 4096;

    private readonly long[] _counts;
    private readonly double _width;

    /// <param name="range">Holds every value that will be added.</param>
    public Histogram(RealRange range)
    {
        Range = range;
        _counts = new long[range.Max > range.Min ? Bins : 1];
        _width = ((double)range.Max - range.Min) / _counts.Length;
    }

    public RealRange Range { get; }

    /// <summary>Number of values.</summary>
    public long Total { get; private set; }

    public void Add(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
            _counts[_width > 0 ? Math.Min((int)((value - (double)Range.Min) / _width), _counts.Length - 1) : 0]++;
        Total += values.Length;
    }

    /// <summary>Adds what another histogram of the same range counted.</summary>
    public void Add(Histogram other)
    {
        for (var bin = 0; bin < _counts.Length; bin++)
            _counts[bin] += other._counts[bin];
        Total += other.Total;
    }

    /// <summary>Upper edge of the bin that holds the value of a rank from below, 1 for the smallest.</summary>
    public float FromBelow(long rank)
    {
        var (bin, seen) = (0, 0L);
        while (bin < _counts.Length - 1 && (seen += _counts[bin]) < rank)
            bin++;
        return bin == _counts.Length - 1 ? Range.Max : (float)(Range.Min + (bin + 1) * _width);
    }

    /// <summary>Lower edge of the bin that holds the value of a rank from above, 1 for the largest.</summary>
    public float FromAbove(long rank)
    {
        var (bin, seen) = (_counts.Length - 1, 0L);
        while (bin > 0 && (seen += _counts[bin]) < rank)
            bin--;
        return bin == 0 ? Range.Min : (float)(Range.Min + bin * _width);
    }

    /// <summary>Mean of a function over the values, each taken as the middle of its bin.</summary>
    public double Mean(QuantizationError function)
    {
        var sum = 0.0;
        for (var bin = 0; bin < _counts.Length; bin++)
        {
            if (_counts[bin] > 0)
                sum += _counts[bin] * function(Range.Min + (bin + 0.5) * _width);
        }
        return sum / Math.Max(1, Total);
    }
}
