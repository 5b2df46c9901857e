namespace HilRig.Kernels.Reference;

/// <summary>The float32 twin of <see cref="LogSoftmaxS8"/>.</summary>
public static class LogSoftmaxF32
{
    /// <remarks>input and output [rows][row size].</remarks>
    public static void Run(int rowSize, ReadOnlySpan<float> input, Span<float> output)
    {
        for (var row = 0; row < input.Length; row += rowSize)
        {
            var (max, sum) = (float.NegativeInfinity, 0f);
            foreach (var x in input.Slice(row, rowSize))
                max = MathF.Max(max, x);
            foreach (var x in input.Slice(row, rowSize))
                sum += MathF.Exp(x - max);
            for (var i = row; i < row + rowSize; i++)
                output[i] = input[i] - max - MathF.Log(sum);
        }
    }
}
