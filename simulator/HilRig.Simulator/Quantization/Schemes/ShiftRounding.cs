namespace HilRig.Simulator.Quantization.Schemes;

/// <summary>round(b / 2^s), ties to even, and the smallest s that makes a bias fit.</summary>
internal static class ShiftRounding
{
    /// <summary>b / 2^shift to nearest, ties to even; shift in [0, 31]. Exact: b has 32 bits, a float64 holds 53.</summary>
    public static int Round(int bias, int shift) => (int)Math.Round(Math.ScaleB(bias, -shift), MidpointRounding.ToEven);

    /// <summary>The smallest shift for which the rounded bias lies in [-largest - 1, largest].</summary>
    public static int SmallestShift(int bias, int largest)
    {
        var shift = 0;
        while (Round(bias, shift) > largest || Round(bias, shift) < -largest - 1)
            shift++;
        return shift;
    }

    /// <summary>scale * 2^shift, exact in float32.</summary>
    public static float Scaled(float scale, int shift) => MathF.ScaleB(scale, shift);
}
