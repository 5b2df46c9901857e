using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Reference;

/// <summary>MIRROR_PAD: beyond its edges a tensor continues backward. TensorFlow Lite Micro: mirror_pad.cc.</summary>
public sealed class MirrorPadding
{
    private readonly int[] _before;
    private readonly int[] _input;
    private readonly int[] _output;
    private readonly int[] _inputStrides;
    private readonly int[] _outputStrides;
    private readonly int _skip;

    /// <param name="before">Elements before each dimension: at most its extent, one less where the edge is left out.</param>
    /// <param name="output">Extents with the padding on both sides, limited in the same way.</param>
    /// <param name="repeatsEdge">True for SYMMETRIC, where the element at the edge comes twice; false for REFLECT.</param>
    public MirrorPadding(ReadOnlySpan<int> input, ReadOnlySpan<int> before, ReadOnlySpan<int> output, bool repeatsEdge)
    {
        (_input, _before, _output) = (input.ToArray(), before.ToArray(), output.ToArray());
        (_inputStrides, _outputStrides) = (StridedView.Dense(input), StridedView.Dense(output));
        _skip = repeatsEdge ? 0 : 1;
    }

    /// <param name="elementBytes">Bytes of one element.</param>
    public void Run(int elementBytes, ReadOnlySpan<byte> input, Span<byte> output)
    {
        if (!output.IsEmpty)
            Fill(0, elementBytes, input, output);
    }

    private void Fill(int dimension, int elementBytes, ReadOnlySpan<byte> input, Span<byte> output)
    {
        if (dimension == _output.Length)
        {
            input[..elementBytes].CopyTo(output);
            return;
        }
        for (var i = 0; i < _output[dimension]; i++)
        {
            var from = Mirrored(i - _before[dimension], _input[dimension]) * _inputStrides[dimension];
            Fill(dimension + 1, elementBytes, input[(from * elementBytes)..], output[(i * _outputStrides[dimension] * elementBytes)..]);
        }
    }

    private int Mirrored(int position, int extent)
    {
        if (position < 0)
            return -position - 1 + _skip;
        return position < extent ? position : 2 * extent - position - 1 - _skip;
    }
}
