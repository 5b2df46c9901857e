namespace HilRig.Kernels.Tensors;

/// <summary>A dense tensor seen along one axis: element (o, d, i) is (o * Depth + d) * Inner + i.</summary>
/// <param name="Outer">Product of the dimensions before the axis.</param>
/// <param name="Depth">Extent of the axis.</param>
/// <param name="Inner">Product of the dimensions after the axis.</param>
public readonly record struct AxisSplit(int Outer, int Depth, int Inner)
{
    public static AxisSplit Of(ReadOnlySpan<int> shape, int axis) => new(Product(shape[..axis]), shape[axis], Product(shape[(axis + 1)..]));

    /// <summary>Lines along the axis.</summary>
    public int Lines => Outer * Inner;

    /// <summary>The first element of a line; its others follow <see cref="Inner"/> apart.</summary>
    public int LineStart(int line) => line / Inner * Depth * Inner + line % Inner;

    private static int Product(ReadOnlySpan<int> extents)
    {
        var product = 1;
        foreach (var extent in extents)
            product *= extent;
        return product;
    }
}
