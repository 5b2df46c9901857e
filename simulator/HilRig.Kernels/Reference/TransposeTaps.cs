using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Reference;

/// <summary>
/// The input pixels and weights that fall on one output of a transposed convolution, for <c>foreach</c>; allocates nothing. Each
/// step gives the first of the input channels that are multiplied with each other, in the input and in the filter.
/// </summary>
internal struct TransposeTaps(Tile stride, Tile padding, Dims input, Dims filter, (int N, int Y, int X, int O) at)
{
    private int _tap = -1;

    public (int Input, int Filter) Current { get; private set; }

    public readonly TransposeTaps GetEnumerator() => this;

    public bool MoveNext()
    {
        while (++_tap < filter.H * filter.W)
        {
            var (ky, kx) = Math.DivRem(_tap, filter.W);
            var (y, x) = (Source(at.Y + padding.H - ky, stride.H, input.H), Source(at.X + padding.W - kx, stride.W, input.W));
            if (y < 0 || x < 0)
                continue;
            Current = (((at.N * input.H + y) * input.W + x) * input.C, (at.O * filter.H * filter.W + _tap) * filter.C);
            return true;
        }
        return false;
    }

    // The input coordinate whose products begin at this output coordinate; -1 between strides and outside the input.
    private static int Source(int begin, int stride, int size) => begin >= 0 && begin % stride == 0 && begin / stride < size ? begin / stride : -1;
}
