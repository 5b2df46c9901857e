using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Softmax;

/// <summary><c>arm_softmax_s8_s16</c>: rows of int8 logits to int16 probabilities with scale 1/65536 and zero point -32768.</summary>
/// <remarks>input and output [rows][row size].</remarks>
public static class SoftmaxS8S16
{
    public static void Run(
        KernelContext context, SoftmaxParams parameters, int rows, int rowSize, ReadOnlySpan<sbyte> input, Span<short> output)
    {
        for (var row = 0; row < rows; row++)
            Row(context, parameters, input.Slice(row * rowSize, rowSize), output.Slice(row * rowSize, rowSize));
    }

    private static void Row(KernelContext context, SoftmaxParams p, ReadOnlySpan<sbyte> input, Span<short> output)
    {
        var max = RowMaximum.Of(input);
        var sum = 0;
        foreach (var x in input)
            sum = FixedPointSoftmax.Add(context, p, sum, x - max);
        var normal = FixedPointSoftmax.Normalize(context, "arm_softmax_s8_s16", sum, 27);
        for (var i = 0; i < input.Length; i++)
        {
            var steps = FixedPointSoftmax.Probability(context, p, input[i] - max, normal);
            output[i] = (short)Math.Clamp(steps + short.MinValue, short.MinValue, short.MaxValue);
        }
    }
}
