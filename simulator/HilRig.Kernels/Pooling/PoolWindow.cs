using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Pooling;

/// <summary>The part of a pooling window that lies inside the input: rows [Top, Bottom), columns [Left, Right).</summary>
public readonly record struct PoolWindow(int Top, int Bottom, int Left, int Right)
{
    /// <summary>Number of taps inside the input.</summary>
    public int Count => (Bottom - Top) * (Right - Left);

    /// <summary>True when no tap lies inside the input.</summary>
    public bool IsEmpty => Bottom <= Top || Right <= Left;

    /// <summary>The window of output position (y, x).</summary>
    public static PoolWindow At(int y, int x, Tile stride, Tile padding, Dims filter, Dims input)
    {
        var (top, left) = (y * stride.H - padding.H, x * stride.W - padding.W);
        return new(Math.Max(top, 0), Math.Min(top + filter.H, input.H), Math.Max(left, 0), Math.Min(left + filter.W, input.W));
    }

    internal static void RequireBatch(string kernel, Dims input)
    {
        if (input.N < 1)
            throw KernelStatusException.Argument(kernel, $"a batch of {input.N}; at least 1 image is pooled");
    }
}
