namespace HilRig.Kernels.Tensors;

/// <summary>
/// A walk through a dense tensor in the order of another shape: position i, counted row by row over the view's sizes, is element
/// start + sum of index[d] * stride[d]. Stride 0 broadcasts, exchanged strides transpose, negative ones reverse. Immutable.
/// </summary>
public sealed class StridedView
{
    private readonly int[] _sizes;
    private readonly int[] _strides;
    private readonly int _start;

    /// <param name="sizes">Extent of each dimension of the walk, at least 0.</param>
    /// <param name="strides">Elements of the tensor from one index to the next; as many as sizes.</param>
    /// <param name="start">Element at index 0 of every dimension.</param>
    public StridedView(ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides, int start = 0)
    {
        (_sizes, _strides) = Merged(sizes, strides);
        _start = start;
        Count = 1;
        foreach (var size in sizes)
            Count *= size;
    }

    /// <summary>Positions of the walk.</summary>
    public int Count { get; }

    /// <summary>Positions along the innermost dimension: they are <see cref="InnerStride"/> apart.</summary>
    public int InnerCount => _sizes[^1];

    public int InnerStride => _strides[^1];

    /// <summary>True when position i is element i.</summary>
    public bool IsDense => InnerCount == Count && InnerStride == 1 && _start == 0;

    /// <summary>The element that row <paramref name="row"/>, of <see cref="InnerCount"/> positions each, begins with.</summary>
    public int RowStart(int row)
    {
        var element = _start;
        for (var d = _sizes.Length - 2; d >= 0; d--)
        {
            (row, var index) = Math.DivRem(row, _sizes[d]);
            element += index * _strides[d];
        }
        return element;
    }

    /// <summary>The element at one position of the walk.</summary>
    public int this[int position]
    {
        get
        {
            var (row, inner) = Math.DivRem(position, InnerCount);
            return RowStart(row) + inner * InnerStride;
        }
    }

    /// <summary>The strides of a dense tensor.</summary>
    public static int[] Dense(ReadOnlySpan<int> shape)
    {
        var strides = new int[shape.Length];
        for (int d = shape.Length - 1, stride = 1; d >= 0; d--)
        {
            strides[d] = stride;
            stride *= Math.Max(1, shape[d]);
        }
        return strides;
    }

    /// <summary>A tensor read in a larger shape: missing leading dimensions and those of extent 1 repeat.</summary>
    /// <param name="shape">Right-aligned against <paramref name="target"/>, each extent equal to it or 1.</param>
    public static StridedView Broadcast(ReadOnlySpan<int> shape, ReadOnlySpan<int> target)
    {
        var (dense, strides) = (Dense(shape), new int[target.Length]);
        for (var d = 0; d < shape.Length; d++)
            strides[target.Length - shape.Length + d] = shape[d] == 1 ? 0 : dense[d];
        return new(target, strides);
    }

    /// <summary>True when <see cref="Broadcast"/> is defined: each extent of the shape is that of the target or 1.</summary>
    public static bool CanBroadcast(ReadOnlySpan<int> shape, ReadOnlySpan<int> target)
    {
        for (var d = 1; d <= shape.Length; d++)
        {
            if (d > target.Length ? shape[^d] != 1 : shape[^d] != 1 && shape[^d] != target[^d])
                return false;
        }
        return shape.Length <= target.Length;
    }

    /// <summary>A part of a tensor: <paramref name="sizes"/> elements from <paramref name="begin"/>, every <paramref name="steps"/>th.</summary>
    /// <param name="steps">May be negative; empty for 1 everywhere.</param>
    public static StridedView Slice(ReadOnlySpan<int> shape, ReadOnlySpan<int> begin, ReadOnlySpan<int> sizes, ReadOnlySpan<int> steps = default)
    {
        var (strides, start) = (Dense(shape), 0);
        for (var d = 0; d < shape.Length; d++)
        {
            start += begin[d] * strides[d];
            strides[d] *= steps.IsEmpty ? 1 : steps[d];
        }
        return new(sizes, strides, start);
    }

    /// <summary>A tensor with its dimensions in another order: dimension d of the walk is dimension permutation[d] of the tensor.</summary>
    public static StridedView Transposed(ReadOnlySpan<int> shape, ReadOnlySpan<int> permutation)
    {
        var (dense, sizes, strides) = (Dense(shape), new int[shape.Length], new int[shape.Length]);
        for (var d = 0; d < sizes.Length; d++)
            (sizes[d], strides[d]) = (shape[permutation[d]], dense[permutation[d]]);
        return new(sizes, strides);
    }

    /// <summary>target[i] = source[this[i]].</summary>
    public void Gather<T>(ReadOnlySpan<T> source, Span<T> target)
    {
        for (var (row, at) = (0, 0); at < Count; row++, at += InnerCount)
        {
            var from = RowStart(row);
            var to = target.Slice(at, InnerCount);
            if (InnerStride == 1)
                source.Slice(from, InnerCount).CopyTo(to);
            else
                for (var i = 0; i < to.Length; i++)
                    to[i] = source[from + i * InnerStride];
        }
    }

    /// <summary>target[this[i]] = source[i].</summary>
    public void Scatter<T>(ReadOnlySpan<T> source, Span<T> target)
    {
        for (var (row, at) = (0, 0); at < Count; row++, at += InnerCount)
        {
            var to = RowStart(row);
            var from = source.Slice(at, InnerCount);
            if (InnerStride == 1)
                from.CopyTo(target.Slice(to, InnerCount));
            else
                for (var i = 0; i < from.Length; i++)
                    target[to + i * InnerStride] = from[i];
        }
    }

    // Neighbouring dimensions that continue each other become one, so that the inner loops are as long as they can be.
    private static (int[] Sizes, int[] Strides) Merged(ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides)
    {
        var (mergedSizes, mergedStrides) = (new List<int> { 1 }, new List<int> { 0 });
        for (var d = 0; d < sizes.Length; d++)
        {
            if (sizes[d] == 1)
                continue;
            if (mergedSizes[^1] == 1 || mergedStrides[^1] == strides[d] * (long)sizes[d])
                (mergedSizes[^1], mergedStrides[^1]) = (mergedSizes[^1] * sizes[d], strides[d]);
            else
            {
                mergedSizes.Add(sizes[d]);
                mergedStrides.Add(strides[d]);
            }
        }
        return ([.. mergedSizes], [.. mergedStrides]);
    }
}
