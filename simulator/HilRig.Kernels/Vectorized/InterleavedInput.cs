using HilRig.Kernels.Convolution;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Vectorized;

/// <summary>
/// A <see cref="PaddedInput"/> whose rows are interleaved element by element with the row one dilation below, as
/// <see cref="DepthwiseProgram"/> reads them.
/// </summary>
internal sealed class InterleavedInput
{
    private readonly PaddedInput _padded;
    private readonly int _distance;

    public InterleavedInput(ConvParams parameters, Dims input, Dims filter, Dims output, int repeat)
    {
        _padded = new(parameters, input, filter, output, repeat);
        _distance = parameters.Dilation.H;
    }

    /// <summary>Channels, repeats included.</summary>
    public int Channels => _padded.Channels;

    /// <summary>int16 elements of an interleaved row.</summary>
    public int RowLength => 2 * _padded.RowLength;

    /// <summary>int16 elements of scratch: the padded rows, then the interleaved ones.</summary>
    public int Elements => _padded.Elements + _padded.Height * RowLength + PaddedInput.Slack;

    /// <summary>Widens image <paramref name="n"/> and gives the interleaved rows within <paramref name="scratch"/>.</summary>
    public Span<short> Fill(ReadOnlySpan<sbyte> input, int n, Span<short> scratch)
    {
        _padded.Fill(input, n, scratch);
        var rows = scratch[_padded.Elements..];
        for (var y = 0; y < _padded.Height; y++)
        {
            var upper = scratch.Slice(y * _padded.RowLength, _padded.RowLength);
            // The last rows have none below: what stands there meets zero weights.
            var below = Math.Min(y + _distance, _padded.Height - 1);
            Interleaving.Run(upper, scratch.Slice(below * _padded.RowLength, _padded.RowLength), rows.Slice(y * RowLength, RowLength));
        }
        return rows;
    }
}
