using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Softmax;

/// <summary><c>arm_softmax_u8</c>: rows of uint8 logits to probabilities with scale 1/256 and zero point 0.</summary>
/// <remarks>input and output [rows][row size]; the row length is bounded as in <see cref="SoftmaxS8"/>.</remarks>
public static class SoftmaxU8
{
    /// <exception cref="KernelContractException">A row's exponentials sum to 2^28 or more.</exception>
    public static void Run(
        KernelContext context, SoftmaxParams parameters, int rows, int rowSize, ReadOnlySpan<byte> input, Span<byte> output)
    {
        for (var row = 0; row < rows; row++)
            Row(context, parameters, input.Slice(row * rowSize, rowSize), output.Slice(row * rowSize, rowSize));
    }

    private static void Row(KernelContext context, SoftmaxParams p, ReadOnlySpan<byte> input, Span<byte> output)
    {
        var max = RowMaximum.Of(input);
        var sum = 0;
        foreach (var x in input)
            sum = FixedPointSoftmax.Add(context, p, sum, x - max);
        var normal = FixedPointSoftmax.Normalize(context, "arm_softmax_u8", sum, 35);
        for (var i = 0; i < input.Length; i++)
        {
            var steps = FixedPointSoftmax.Probability(context, p, input[i] - max, normal);
            output[i] = (byte)Math.Clamp(steps, byte.MinValue, byte.MaxValue);
        }
    }
}
