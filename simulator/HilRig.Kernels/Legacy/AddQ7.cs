namespace HilRig.Kernels.Legacy;

/// <summary><c>arm_add_q7</c> of CMSIS-DSP, which stands in for an elementwise sum that the legacy library never had: a saturating sum.</summary>
/// <remarks>Both addends and the output have equal length and the same number of fraction bits.</remarks>
public static class AddQ7
{
    public static void Run(ReadOnlySpan<sbyte> a, ReadOnlySpan<sbyte> b, Span<sbyte> output)
    {
        for (var i = 0; i < output.Length; i++)
            output[i] = LegacyMath.Saturate<sbyte>(a[i] + b[i]);
    }
}
