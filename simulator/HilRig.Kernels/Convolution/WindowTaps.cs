using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>A tap of a window that lies inside the input.</summary>
/// <param name="Kernel">ky * kernel width + kx.</param>
/// <param name="Y">Input row.</param>
/// <param name="X">Input column.</param>
internal readonly record struct Tap(int Kernel, int Y, int X);

/// <summary>
/// The taps of one window in the order of the kernel's rows. Taps outside the input are left out: padding is the zero point,
/// so it adds exactly nothing.
/// </summary>
internal struct WindowTaps
{
    private readonly int _kernelWidth;
    private readonly Line _rows;
    private readonly Line _columns;
    private int _ky;
    private int _kx;

    private WindowTaps(Line rows, Line columns, int kernelWidth)
    {
        (_rows, _columns, _kernelWidth) = (rows, columns, kernelWidth);
        (_ky, _kx) = (rows.Begin, columns.Begin - 1);
    }

    /// <summary>How many there are.</summary>
    public readonly int Count => _rows.Count * _columns.Count;

    public readonly Tap Current => new(_ky * _kernelWidth + _kx, _rows[_ky], _columns[_kx]);

    /// <summary>The window that output position (<paramref name="y"/>, <paramref name="x"/>) sees.</summary>
    public static WindowTaps At(ConvParams p, Dims filter, Dims input, int y, int x)
    {
        var rows = Line.Of(y * p.Stride.H - p.Padding.H, p.Dilation.H, filter.H, input.H);
        var columns = Line.Of(x * p.Stride.W - p.Padding.W, p.Dilation.W, filter.W, input.W);
        return new(columns.Count == 0 ? default : rows, columns, filter.W);
    }

    public readonly WindowTaps GetEnumerator() => this;

    public bool MoveNext()
    {
        if (++_kx < _columns.End)
            return _ky < _rows.End;
        _kx = _columns.Begin;
        return ++_ky < _rows.End;
    }

    // The taps of one axis that fall on the input: indices [Begin, End), coordinates First + index * Dilation.
    private readonly record struct Line(int First, int Dilation, int Begin, int End)
    {
        public int Count => Math.Max(End - Begin, 0);

        public int this[int tap] => First + tap * Dilation;

        public static Line Of(int first, int dilation, int taps, int size)
        {
            // A single tap knows no distance, and the 1x1 kernels do not look at it.
            if (taps == 1)
                dilation = 1;
            var begin = first >= 0 ? 0 : (-first + dilation - 1) / dilation;
            var end = first >= size ? 0 : Math.Min(taps, (size - first + dilation - 1) / dilation);
            return new(first, dilation, begin, end);
        }
    }
}
