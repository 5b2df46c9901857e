namespace HilRig.Kernels.Legacy;

/// <summary>The legacy softmaxes: powers of two in place of exponentials.</summary>
public static class LegacySoftmax
{
    // The C counts elements in int16_t.
    private const int LongestVector = short.MaxValue;

    /// <summary><c>arm_softmax_q7</c>. The maximum and the value below it count alike, 2^7.</summary>
    /// <exception cref="NNSupport.KernelContractException">The vector is empty or longer than the C can count.</exception>
    public static void Q7(ReadOnlySpan<sbyte> input, Span<sbyte> output)
    {
        CheckLength("arm_softmax_q7", input.Length);
        var floor = (int)sbyte.MinValue;
        foreach (var x in input)
            floor = Math.Max(floor, x);
        floor -= 8;
        var sum = 0;
        foreach (var x in input)
            sum += 1 << LegacyMath.SaturateUnsigned(x - floor, 3);
        var share = (1 << 20) / sum;
        for (var i = 0; i < input.Length; i++)
            output[i] = LegacyMath.Saturate<sbyte>(share >> LegacyMath.SaturateUnsigned(13 + floor - input[i], 5));
    }

    /// <summary><c>arm_softmax_with_batch_q7</c>: <see cref="Q7"/> of each of <paramref name="batches"/> rows.</summary>
    /// <exception cref="NNSupport.KernelContractException">A row is empty or longer than the C can count.</exception>
    public static void WithBatchQ7(ReadOnlySpan<sbyte> input, int batches, int dimVec, Span<sbyte> output)
    {
        for (var row = 0; row < batches; row++)
            Q7(input.Slice(row * dimVec, dimVec), output.Slice(row * dimVec, dimVec));
    }

    /// <summary><c>arm_softmax_q15</c>. Values 16 or more below the maximum give 0.</summary>
    /// <exception cref="NNSupport.KernelContractException">The vector is empty or longer than the C can count.</exception>
    public static void Q15(ReadOnlySpan<short> input, Span<short> output)
    {
        CheckLength("arm_softmax_q15", input.Length);
        var floor = (int)short.MinValue;
        foreach (var x in input)
            floor = Math.Max(floor, x);
        floor -= 16;
        var sum = 0;
        foreach (var x in input)
        {
            if (x > floor)
                sum += 1 << LegacyMath.SaturateUnsigned(x - floor, 5);
        }
        var share = (int)((1L << 32) / sum);
        for (var i = 0; i < input.Length; i++)
            output[i] = input[i] > floor
                ? LegacyMath.Saturate<short>(share >> LegacyMath.SaturateUnsigned(17 + floor - input[i], 5))
                : (short)0;
    }

    private static void CheckLength(string kernel, int length) =>
        new LegacyContract(kernel).Require(length is >= 1 and <= LongestVector, $"a vector of {length} elements must have 1 to {LongestVector}");
}
