using System.Buffers.Binary;
using System.Collections.Immutable;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Quantization;

/// <summary>The bias that one layer is to have.</summary>
/// <param name="Tensor">Index of the bias tensor.</param>
/// <param name="Bits">Width: stored as INT8 up to 8 bits, as INT16 up to 16, else as INT32 in accumulator steps.</param>
/// <param name="Narrow">Values within the width and their scales.</param>
public sealed record BiasAssignment(int Tensor, int Bits, NarrowBias Narrow)
{
    /// <summary>A layer's bias narrowed as a spec says; null for int32, which leaves it alone.</summary>
    public static BiasAssignment? Of(LayerBias bias, BiasSpec spec) => spec.Scheme is null
        ? null
        : new(bias.Tensor.Index, spec.Bits, spec.Scheme.Narrow(bias.Stored, bias.AccumulatorScales, spec.Largest));

    /// <summary>The type that holds the width.</summary>
    public ElementType Type => Bits <= 8 ? ElementType.Int8 : Bits <= 16 ? ElementType.Int16 : ElementType.Int32;

    internal TensorPatch Patch() => new(Tensor, Type, Bytes(Narrow.Values, Type), Affine(Narrow.Scales));

    internal static TensorQuantization Affine(ImmutableArray<float> scales) => new(scales, [.. scales.Select(_ => 0L)]);

    internal static byte[] Bytes(int[] values, ElementType type)
    {
        var size = (int)type.BytesFor(1);
        var bytes = new byte[values.Length * size];
        for (var i = 0; i < values.Length; i++)
        {
            var target = bytes.AsSpan(i * size, size);
            if (type == ElementType.Int8)
                target[0] = unchecked((byte)(sbyte)values[i]);
            else if (type == ElementType.Int16)
                BinaryPrimitives.WriteInt16LittleEndian(target, (short)values[i]);
            else
                BinaryPrimitives.WriteInt32LittleEndian(target, values[i]);
        }
        return bytes;
    }
}
