using System.Collections.Immutable;

namespace HilRig.Simulator.Models;

/// <summary>One tensor of a model: shape, type, quantization and, for a constant, its bytes.</summary>
public sealed record TensorInfo
{
    /// <summary>Index in the subgraph's tensor list.</summary>
    public required int Index { get; init; }

    public required string Name { get; init; }

    public required ElementType Type { get; init; }

    /// <summary>Dimensions, outermost first; empty for a scalar. Every dimension is at least 0.</summary>
    public required ImmutableArray<int> Shape { get; init; }

    /// <summary>Null unless the file gives both scales and zero points.</summary>
    public TensorQuantization? Quantization { get; init; }

    /// <summary>Index of the buffer in the file; 0 means none by convention.</summary>
    public int BufferIndex { get; init; }

    /// <summary>Little-endian bytes of a constant, a view into the file; empty for an activation.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    public bool IsVariable { get; init; }

    /// <summary>True when the file carries the tensor's values.</summary>
    public bool IsConstant => !Data.IsEmpty;

    /// <summary>Number of elements; the product of <see cref="Shape"/>.</summary>
    public long ElementCount => Shape.Aggregate(1L, (product, dimension) => checked(product * dimension));

    /// <summary>Bytes of the whole tensor, int4 packed two to a byte.</summary>
    public long ByteCount => Type.BytesFor(ElementCount);

    /// <summary>For messages: <c>tensor 12 'conv/bias' INT8[64]</c>.</summary>
    public override string ToString() => $"tensor {Index} '{Name}' {Type.TfLiteName()}[{string.Join(',', Shape)}]";
}
