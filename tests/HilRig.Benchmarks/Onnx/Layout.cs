namespace HilRig.Benchmarks.Onnx;

/// <summary>TFLite keeps images as NHWC, ONNX as NCHW; other ranks are the same in both.</summary>
internal static class Layout
{
    public static long[] ToOnnx(IReadOnlyList<int> shape) =>
        shape.Count == 4 ? [shape[0], shape[3], shape[1], shape[2]] : [.. shape.Select(d => (long)d)];

    public static sbyte[] ToOnnx(ReadOnlySpan<sbyte> nhwc, IReadOnlyList<int> shape) =>
        shape.Count == 4 ? Permute(nhwc, shape[0], shape[1] * shape[2], shape[3]) : nhwc.ToArray();

    /// <summary>[outer][rows][columns] to [outer][columns][rows].</summary>
    public static sbyte[] Permute(ReadOnlySpan<sbyte> values, int outer, int rows, int columns)
    {
        var permuted = new sbyte[values.Length];
        for (var o = 0; o < outer; o++)
            for (var r = 0; r < rows; r++)
                for (var c = 0; c < columns; c++)
                    permuted[(o * columns + c) * rows + r] = values[(o * rows + r) * columns + c];
        return permuted;
    }
}
