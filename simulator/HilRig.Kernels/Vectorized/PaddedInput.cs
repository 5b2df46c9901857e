using System.Numerics;
using HilRig.Kernels.Convolution;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Vectorized;

/// <summary>
/// One image widened to int16 with the input offset added and a border of zeros, so that the inner loops need neither bounds
/// nor an offset. Only what the windows reach is kept; channels may be repeated for a depthwise channel multiplier.
/// </summary>
internal sealed class PaddedInput
{
    // Loads of whole vectors may reach this far behind the last element; what they read there meets zero weights.
    internal const int Slack = 64;

    // Elements lost where the scratch does not begin on a cache line.
    internal const int Alignment = CacheLines.Bytes / sizeof(short);

    private readonly Dims _input;
    private readonly ConvParams _parameters;
    private readonly int _repeat;

    public PaddedInput(ConvParams parameters, Dims input, Dims filter, Dims output, int repeat = 1)
    {
        (_parameters, _input, _repeat) = (parameters, input, repeat);
        Height = (output.H - 1) * parameters.Stride.H + (filter.H - 1) * parameters.Dilation.H + 1;
        Width = (output.W - 1) * parameters.Stride.W + (filter.W - 1) * parameters.Dilation.W + 1;
    }

    public int Height { get; }

    public int Width { get; }

    public int Channels => _input.C * _repeat;

    /// <summary>Elements of a row.</summary>
    public int RowLength => Width * Channels;

    /// <summary>int16 elements the buffer needs.</summary>
    public int Elements => Height * RowLength + Slack + Alignment;

    /// <summary>Widens image <paramref name="n"/> of the batch into <paramref name="buffer"/>.</summary>
    /// <param name="buffer">At least <see cref="Elements"/> less <see cref="Alignment"/>.</param>
    public void Fill(ReadOnlySpan<sbyte> input, int n, Span<short> buffer)
    {
        var left = _parameters.Padding.W;
        var columns = Math.Max(0, Math.Min(Width - left, _input.W));
        for (var y = 0; y < Height; y++)
        {
            var row = buffer.Slice(y * RowLength, RowLength);
            var iy = y - _parameters.Padding.H;
            if (!Bounds.Inside(iy, _input.H))
            {
                row.Clear();
                continue;
            }
            row[..Math.Min(left * Channels, RowLength)].Clear();
            Widen(input.Slice((n * _input.H + iy) * _input.W * _input.C, columns * _input.C), row[Math.Min(left * Channels, RowLength)..]);
            row[Math.Min((left + columns) * Channels, RowLength)..].Clear();
        }
        buffer.Slice(Height * RowLength, Slack).Clear();
    }

    private void Widen(ReadOnlySpan<sbyte> source, Span<short> target)
    {
        if (_repeat == 1)
        {
            Widening16.Run(source, (short)_parameters.InputOffset, target);
            return;
        }
        for (var i = 0; i < source.Length; i++)
            target.Slice(i * _repeat, _repeat).Fill((short)(source[i] + _parameters.InputOffset));
    }
}

/// <summary>int8 plus an offset to int16, as many at a time as the machine takes.</summary>
internal static class Widening16
{
    public static void Run(ReadOnlySpan<sbyte> source, short offset, Span<short> target)
    {
        var offsets = new Vector<short>(offset);
        var i = 0;
        for (; i + Vector<sbyte>.Count <= source.Length; i += Vector<sbyte>.Count)
        {
            Vector.Widen(new Vector<sbyte>(source[i..]), out var low, out var high);
            (low + offsets).CopyTo(target[i..]);
            (high + offsets).CopyTo(target[(i + Vector<short>.Count)..]);
        }
        for (; i < source.Length; i++)
            target[i] = (short)(source[i] + offset);
    }
}
