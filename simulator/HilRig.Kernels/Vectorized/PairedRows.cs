using HilRig.Kernels.Convolution;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Vectorized;

/// <summary>
/// One image widened to int16 with the input offset added and a border of zeros, rows interleaved element by element in pairs,
/// so that one multiply-add takes two kernel rows. A slab of channels at a time, so that the buffer stays in the first cache.
/// </summary>
/// <remarks>
/// With a vertical dilation d the rows a window touches are d apart: padded row r is number r / d of class r % d, and
/// pairs are made within a class. Rows 2k and 2k+1 of a class form pair k; a window that begins on an odd row has a zero weight
/// in front (see <see cref="DepthwiseProgram"/>).
/// </remarks>
internal sealed unsafe class PairedRows
{
    /// <summary>Channels of a slab, fewer in the last one.</summary>
    public const int SlabChannels = 32;

    private readonly ConvParams _parameters;
    private readonly Dims _input;
    private readonly int _repeat;
    private readonly int _height;
    private readonly int _width;
    private readonly int _pairsOfClass;
    private readonly sbyte[] _padding;

    public PairedRows(ConvParams parameters, Dims input, Dims filter, Dims output, int repeat)
    {
        (_parameters, _input, _repeat) = (parameters, input, repeat);
        _height = (output.H - 1) * parameters.Stride.H + (filter.H - 1) * parameters.Dilation.H + 1;
        _width = (output.W - 1) * parameters.Stride.W + (filter.W - 1) * parameters.Dilation.W + 1;
        _pairsOfClass = ((_height + parameters.Dilation.H - 1) / parameters.Dilation.H + 1) / 2;
        // What an absent row holds: with the offset it becomes 0.
        _padding = new sbyte[SlabChannels];
        Array.Fill(_padding, unchecked((sbyte)-parameters.InputOffset));
    }

    /// <summary>int16 elements between neighbouring pixels of a slab.</summary>
    public static int PixelStride(int slabChannels) => 2 * slabChannels;

    /// <summary>int16 elements of a pair of rows.</summary>
    public int PairLength(int slabChannels) => _width * 2 * slabChannels;

    /// <summary>int16 elements the buffer needs.</summary>
    public int Elements => _parameters.Dilation.H * _pairsOfClass * PairLength(Math.Min(SlabChannels, _input.C * _repeat)) + PaddedInput.Slack + PaddedInput.Alignment;

    /// <summary>The pair and the half (0 or 1) of it that hold a row of the padded image.</summary>
    public (int Pair, int Half) Find(int row)
    {
        var (index, @class) = Math.DivRem(row, _parameters.Dilation.H);
        return (@class * _pairsOfClass + index / 2, index % 2);
    }

    /// <summary>Fills the buffer with channels [first, first + channels) of image <paramref name="n"/>.</summary>
    public void Fill(ReadOnlySpan<sbyte> input, int n, int first, int channels, short* target)
    {
        var image = input.Slice(n * _input.H * _input.W * _input.C, _input.H * _input.W * _input.C);
        fixed (sbyte* pixels = image)
        fixed (sbyte* padding = _padding)
        {
            for (var @class = 0; @class < _parameters.Dilation.H; @class++)
                for (var pair = 0; pair < _pairsOfClass; pair++)
                {
                    var row = 2 * pair * _parameters.Dilation.H + @class - _parameters.Padding.H;
                    FillPair(pixels, padding, (row, row + _parameters.Dilation.H), first, channels, target + (@class * _pairsOfClass + pair) * PairLength(channels));
                }
            // Loads of whole vectors may reach beyond the last element; what they read there meets zero weights.
            new Span<short>(target + _parameters.Dilation.H * _pairsOfClass * PairLength(channels), PaddedInput.Slack).Clear();
        }
    }

    private void FillPair(sbyte* image, sbyte* padding, (int Upper, int Lower) rows, int first, int channels, short* target)
    {
        unchecked
        {
            var left = Math.Min(_parameters.Padding.W, _width);
            var columns = Math.Max(0, Math.Min(_width - left, _input.W));
            var length = 2 * channels;
            if (!Bounds.Inside(rows.Upper, _input.H) && !Bounds.Inside(rows.Lower, _input.H))
                columns = 0;
            new Span<short>(target, left * length).Clear();
            target += left * length;
            if (_repeat > 1)
                Repeat(image, rows, first, channels, columns, target);
            else if (columns > 0)
            {
                var a = Row(image, padding, rows.Upper, first, out var aStep);
                var b = Row(image, padding, rows.Lower, first, out var bStep);
                Pairing.Run(a, aStep, b, bStep, columns, channels, (short)_parameters.InputOffset, target);
            }
            new Span<short>(target + columns * length, (_width - left - columns) * length).Clear();
        }
    }

    private sbyte* Row(sbyte* image, sbyte* padding, int row, int first, out nint step)
    {
        var isInside = Bounds.Inside(row, _input.H);
        step = isInside ? _input.C : 0;
        return isInside ? image + row * _input.W * _input.C + first : padding;
    }

    // A channel multiplier: rare, so plain.
    private void Repeat(sbyte* image, (int Upper, int Lower) rows, int first, int channels, int columns, short* target)
    {
        for (var x = 0; x < columns; x++)
            for (var c = 0; c < channels; c++)
            {
                *target++ = Value(image, rows.Upper, x, (first + c) / _repeat);
                *target++ = Value(image, rows.Lower, x, (first + c) / _repeat);
            }
    }

    private short Value(sbyte* image, int row, int x, int channel) =>
        Bounds.Inside(row, _input.H) ? (short)(image[(row * _input.W + x) * _input.C + channel] + _parameters.InputOffset) : (short)0;
}
