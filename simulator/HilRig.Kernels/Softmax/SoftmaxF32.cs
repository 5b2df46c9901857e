namespace HilRig.Kernels.Softmax;

/// <summary>The float32 twin of <see cref="SoftmaxS8"/>.</summary>
public static class SoftmaxF32
{
    /// <remarks>input and output [rows][row size].</remarks>
    public static void Run(float beta, int rows, int rowSize, ReadOnlySpan<float> input, Span<float> output)
    {
        for (var row = 0; row < rows; row++)
            Row(beta, input.Slice(row * rowSize, rowSize), output.Slice(row * rowSize, rowSize));
    }

    private static void Row(float beta, ReadOnlySpan<float> input, Span<float> output)
    {
        var max = float.NegativeInfinity;
        foreach (var x in input)
            max = MathF.Max(max, x);
        var sum = 0f;
        for (var i = 0; i < input.Length; i++)
            sum += output[i] = MathF.Exp(beta * (input[i] - max));
        foreach (ref var value in output)
            value /= sum;
    }
}
