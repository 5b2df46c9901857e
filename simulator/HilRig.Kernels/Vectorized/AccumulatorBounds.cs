using HilRig.Kernels.FixedPoint;

namespace HilRig.Kernels.Vectorized;

/// <summary>What one channel's accumulator can be over all inputs.</summary>
/// <param name="Low">Smallest final value.</param>
/// <param name="High">Largest final value.</param>
/// <param name="Magnitude">No partial sum, in whatever order, exceeds this in magnitude.</param>
internal readonly record struct Reach(long Low, long High, long Magnitude)
{
    /// <summary>The reach of bias plus the sum of weights times inputs in [least, most]; padding counts as input 0.</summary>
    public static Reach Of(int bias, IEnumerable<int> weights, int least, int most)
    {
        var (low, high, magnitude) = ((long)bias, (long)bias, Math.Abs((long)bias));
        var largest = Math.Max(Math.Abs((long)least), Math.Abs((long)most));
        foreach (var weight in weights)
        {
            var (a, b) = ((long)weight * least, (long)weight * most);
            low += Math.Min(0, Math.Min(a, b));
            high += Math.Max(0, Math.Max(a, b));
            magnitude += Math.Abs((long)weight) * largest;
        }
        return new(low, high, magnitude);
    }
}

/// <summary>Proofs, made once when a layer is packed, that no 32-bit step of the scalar definition can wrap.</summary>
internal static class AccumulatorBounds
{
    /// <summary>
    /// True unless accumulator, left shift, scaled value and the offset's addition all stay within int32 for every
    /// accumulator of at most that magnitude. Conservative: may be true where nothing wraps.
    /// </summary>
    public static bool MayWrap(long magnitude, QuantizedMultiplier quantization, int offset, Rounding rounding)
    {
        var (left, right) = (Math.Max(quantization.Shift, 0), Math.Max(-quantization.Shift, 0));
        var shifted = (Int128)magnitude << left;
        // Single rounding multiplies in 64 bits without a left shift before it; only the result must fit.
        if (magnitude > int.MaxValue || (rounding == Rounding.Double && shifted > int.MaxValue))
            return true;
        var scaled = (shifted * Math.Abs((long)quantization.Multiplier) >> (31 + right)) + 2;
        return scaled + Math.Abs((long)offset) > int.MaxValue;
    }
}
