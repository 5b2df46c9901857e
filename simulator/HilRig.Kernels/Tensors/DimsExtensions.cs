namespace HilRig.Kernels.Tensors;

/// <summary>Walks over dense NHWC tensors.</summary>
internal static class DimsExtensions
{
    /// <summary>Every element's position in memory order: batch, row, column, channel.</summary>
    public static Positions Positions(this Dims dims) => new(dims);
}

/// <summary>A walk over a tensor's positions, for <c>foreach</c>; allocates nothing.</summary>
internal struct Positions(Dims dims)
{
    private (int N, int Y, int X, int O) _at = (0, 0, 0, -1);

    public readonly (int N, int Y, int X, int O) Current => _at;

    public readonly Positions GetEnumerator() => this;

    public bool MoveNext()
    {
        if (dims.Count == 0)
            return false;
        if (++_at.O < dims.C)
            return true;
        _at.O = 0;
        if (++_at.X < dims.W)
            return true;
        _at.X = 0;
        if (++_at.Y < dims.H)
            return true;
        _at.Y = 0;
        return ++_at.N < dims.N;
    }
}
