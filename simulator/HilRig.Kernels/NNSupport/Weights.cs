namespace HilRig.Kernels.NNSupport;

/// <summary>A weight tensor by flat index, so that one definition serves int8 and packed int4.</summary>
internal interface IWeights
{
    int this[int index] { get; }
}

/// <summary>One byte a weight.</summary>
internal readonly ref struct Int8Weights(ReadOnlySpan<sbyte> values) : IWeights
{
    private readonly ReadOnlySpan<sbyte> _values = values;

    public int this[int index] => _values[index];
}

/// <summary>
/// The <c>_s4</c> kernels' weights: two's-complement nibbles, two a byte, the low one first. Rows are not byte-aligned: after an odd row the
/// next one begins in the high nibble.
/// </summary>
internal readonly ref struct Int4Weights(ReadOnlySpan<byte> nibbles) : IWeights
{
    private readonly ReadOnlySpan<byte> _nibbles = nibbles;

    /// <summary>A value in [-8, 7].</summary>
    public int this[int index] => unchecked((sbyte)(_nibbles[index >> 1] << ((index & 1) == 0 ? 4 : 0))) >> 4;
}
