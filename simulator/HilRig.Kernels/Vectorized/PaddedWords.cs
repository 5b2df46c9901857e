using HilRig.Kernels.Convolution;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Vectorized;

/// <summary><see cref="PaddedInput"/> of int16, which has neither a zero point nor need of widening: one image with a border of zeros.</summary>
internal sealed class PaddedWords
{
    private readonly Dims _input;
    private readonly ConvParams _parameters;
    private readonly int _repeat;
    private readonly Dims _output;

    /// <param name="repeat">A depthwise channel multiplier: how often every channel stands there.</param>
    public PaddedWords(ConvParams parameters, Dims input, Dims filter, Dims output, int repeat = 1)
    {
        (_input, _output, _parameters, _repeat) = (input, output, parameters, repeat);
        Height = (output.H - 1) * parameters.Stride.H + (filter.H - 1) * parameters.Dilation.H + 1;
        Width = (output.W - 1) * parameters.Stride.W + (filter.W - 1) * parameters.Dilation.W + 1;
    }

    public int Height { get; }

    public int Width { get; }

    public int Channels => _input.C * _repeat;

    /// <summary>Elements of a row.</summary>
    public int RowLength => Width * Channels;

    /// <summary>int16 elements the buffer needs.</summary>
    public int Elements => Height * RowLength + PaddedInput.Slack;

    /// <summary>Where the window of each output pixel of an image begins.</summary>
    public AlignedArray<int> Windows()
    {
        var windows = new AlignedArray<int>(_output.H * _output.W);
        for (var y = 0; y < _output.H; y++)
            for (var x = 0; x < _output.W; x++)
                windows[y * _output.W + x] = y * _parameters.Stride.H * RowLength + x * _parameters.Stride.W * Channels;
        return windows;
    }

    /// <summary>Copies image <paramref name="n"/> of the batch into <paramref name="buffer"/>.</summary>
    public void Fill(ReadOnlySpan<short> input, int n, Span<short> buffer)
    {
        var left = Math.Min(_parameters.Padding.W, Width);
        var columns = Math.Max(0, Math.Min(Width - left, _input.W));
        for (var y = 0; y < Height; y++)
        {
            var (row, iy) = (y * RowLength, y - _parameters.Padding.H);
            var inside = Bounds.Inside(iy, _input.H) ? columns : 0;
            buffer.Slice(row, left * Channels).Clear();
            if (inside > 0)
                Copy(input.Slice((n * _input.H + iy) * _input.W * _input.C, inside * _input.C), buffer[(row + left * Channels)..]);
            buffer.Slice(row + (left + inside) * Channels, (Width - left - inside) * Channels).Clear();
        }
        buffer.Slice(Height * RowLength, PaddedInput.Slack).Clear();
    }

    private void Copy(ReadOnlySpan<short> source, Span<short> target)
    {
        if (_repeat == 1)
            source.CopyTo(target);
        else
            for (var i = 0; i < source.Length; i++)
                target.Slice(i * _repeat, _repeat).Fill(source[i]);
    }
}
