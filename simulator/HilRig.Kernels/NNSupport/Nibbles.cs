namespace HilRig.Kernels.NNSupport;

/// <summary>int4 tensors: two's-complement nibbles, two a byte, the low one first, rows not byte-aligned.</summary>
public static class Nibbles
{
    /// <summary>The first <paramref name="count"/> values, each in [-8, 7]: what the packed kernels of int8 take.</summary>
    public static sbyte[] Unpack(ReadOnlySpan<byte> nibbles, int count)
    {
        var values = new sbyte[count];
        var weights = new Int4Weights(nibbles);
        for (var i = 0; i < count; i++)
            values[i] = (sbyte)weights[i];
        return values;
    }
}
