namespace HilRig.Kernels.FixedPoint;

/// <summary><c>arm_nn_requantize</c>: an accumulator times the real scale multiplier * 2^(shift - 31).</summary>
public static class Requantization
{
    /// <summary>Requantizes by the run's rounding family.</summary>
    /// <param name="value">The accumulator.</param>
    /// <param name="multiplier">Q0.31, usually in [2^30, 2^31); 0 gives 0.</param>
    /// <param name="shift">Exponent in [-31, 30]; positive shifts left.</param>
    public static int Requantize(int value, int multiplier, int shift, Rounding rounding) =>
        rounding == Rounding.Double ? RequantizeDouble(value, multiplier, shift) : RequantizeSingle(value, multiplier, shift);

    /// <summary>The default build: the left shift comes first and wraps; the high multiply and the right shift each round.</summary>
    public static int RequantizeDouble(int value, int multiplier, int shift)
    {
        var left = Math.Max(shift, 0);
        var right = Math.Max(-shift, 0);
        var high = FixedPointMath.DoublingHighMultNoSat(unchecked(value << left), multiplier);
        return FixedPointMath.DivideByPowerOfTwo(high, right);
    }

    /// <summary><c>CMSIS_NN_USE_SINGLE_ROUNDING</c>: one 64-bit product, one rounding, halves toward plus infinity.</summary>
    public static int RequantizeSingle(int value, int multiplier, int shift)
    {
        var product = (long)value * multiplier;
        return unchecked((int)(((product >> (30 - shift)) + 1) >> 1));
    }

    /// <summary>
    /// <c>arm_requantize_mve_pred</c> in a build with one rounding: it takes the rounding high multiply where its siblings take the truncating
    /// one, so it rounds twice after all, both times halves toward plus infinity.
    /// </summary>
    public static int RequantizeSinglePredicated(int value, int multiplier, int shift)
    {
        var right = Math.Max(-shift, 1);
        var high = FixedPointMath.DoublingHighMultNoSat(unchecked(value << (shift + right)), multiplier);
        return (int)((high + (1L << (right - 1))) >> right);
    }
}
