using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Common;

/// <summary>INT4 tensors: two's-complement nibbles, two a byte, the low one first.</summary>
internal static class Nibbles
{
    /// <summary>One value in [-8, 7] an element of a constant.</summary>
    public static sbyte[] Unpack(TensorInfo tensor)
    {
        var values = new sbyte[tensor.ElementCount];
        for (var i = 0; i < values.Length; i++)
            values[i] = (sbyte)(unchecked((sbyte)(tensor.Data.Span[i / 2] << (i % 2 == 0 ? 4 : 0))) >> 4);
        return values;
    }
}
