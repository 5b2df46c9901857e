using System.Collections.Immutable;
using System.Runtime.InteropServices;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators;

/// <summary>What an operator sees while it is prepared, with the refusals that every operator needs.</summary>
public sealed class PrepareContext(ModelGraph graph, OperatorNode node, Rounding rounding, VectorWidth width)
{
    // arm_nn_requantize_s64 takes shifts of -31 to 7.
    private const int LargestWideShift = 7;

    public OperatorNode Node { get; } = node;

    public Rounding Rounding { get; } = rounding;

    public VectorWidth Width { get; } = width;

    /// <summary>Input <paramref name="position"/>, which must be there.</summary>
    public TensorInfo Input(int position) =>
        OptionalInput(position) ?? throw new MalformedModelException($"{Node} has no input {position}");

    /// <summary>Input <paramref name="position"/>, or null where the list is shorter or holds -1.</summary>
    public TensorInfo? OptionalInput(int position) =>
        position < Node.Inputs.Length && Node.Inputs[position] >= 0 ? graph.Tensor(Node.Inputs[position]) : null;

    /// <summary>Every input that is there, absent ones left out.</summary>
    public IEnumerable<TensorInfo> Inputs => Node.Inputs.Where(t => t >= 0).Select(graph.Tensor);

    /// <summary>The one output.</summary>
    public TensorInfo Output => Outputs(1)[0];

    /// <summary>Every output.</summary>
    public ImmutableArray<TensorInfo> AllOutputs => [.. Node.Outputs.Select(graph.Tensor)];

    /// <summary>The outputs, of which there must be <paramref name="count"/>.</summary>
    public ImmutableArray<TensorInfo> Outputs(int count) => Node.Outputs.Length == count
        ? AllOutputs
        : throw new MalformedModelException($"{Node} has {Node.Outputs.Length} outputs, expected {count}");

    public MalformedModelException Malformed(string what) => new($"{Node}: {what}");

    public UnsupportedModelException Unsupported(string what, string supported) => new($"{Node}: {what}; supported: {supported}");

    public UnsupportedModelException UnsupportedType(TensorInfo tensor, string supported) =>
        Unsupported($"{tensor} has a type it cannot take", supported);

    /// <summary>The per-tensor quantization of an integer activation; the zero point lies in the type's range.</summary>
    public TensorScale Scale(TensorInfo tensor)
    {
        var quantization = tensor.Quantization
            ?? throw Malformed($"{tensor} has no quantization, an {tensor.Type.TfLiteName()} activation needs scale and zero point");
        var (zeroPoint, range) = (quantization.ZeroPoint(), IntegerRange(tensor));
        if (zeroPoint < range.Min || zeroPoint > range.Max)
            throw Malformed($"{tensor} has zero point {zeroPoint}, legal is {range.Min} to {range.Max}");
        return new(PositiveScale(tensor, quantization.Scale()), (int)zeroPoint);
    }

    /// <summary>As <see cref="Scale"/>, for kernels that know no zero point.</summary>
    public TensorScale SymmetricScale(TensorInfo tensor) => Scale(tensor) is { ZeroPoint: 0 } scale
        ? scale
        : throw Unsupported($"{tensor} has zero point {Scale(tensor).ZeroPoint}", "0, as every int16 tensor of TFLite has");

    /// <summary>The values a type can hold.</summary>
    public ActivationRange IntegerRange(TensorInfo tensor) => tensor.Type switch
    {
        ElementType.Int8 => new(sbyte.MinValue, sbyte.MaxValue),
        ElementType.UInt8 => new(byte.MinValue, byte.MaxValue),
        ElementType.Int16 => new(short.MinValue, short.MaxValue),
        ElementType.Int32 => new(int.MinValue, int.MaxValue),
        _ => throw UnsupportedType(tensor, "INT8, UINT8, INT16 or INT32"),
    };

    /// <summary>A positive real factor as multiplier and shift, refused where no kernel can shift that far.</summary>
    /// <param name="what">Which factor, for the refusal: <c>input scale / output scale</c>.</param>
    public QuantizedMultiplier Multiplier(double factor, string what)
    {
        var pair = QuantizedMultiplier.FromReal(factor, Rounding);
        return factor >= 0 && pair.Shift <= 30 ? pair : throw Unsupported($"{what} = {factor}", "a factor below 2^30; check the scales");
    }

    /// <summary>Requires a factor that the 64-bit requantization can shift by.</summary>
    public void RequireWide(QuantizedMultiplier factor)
    {
        if (factor.Shift > LargestWideShift)
            throw Unsupported($"a rescale factor of 2^{factor.Shift}", $"at most 2^{LargestWideShift}; check the scales");
    }

    /// <summary>A factor that the kernels only shift down.</summary>
    public QuantizedMultiplier SmallerThanOne(double factor) => factor is > 0 and < 1
        ? QuantizedMultiplier.FromReal(factor, Rounding)
        : throw Unsupported($"a rescale factor of {factor}", "factors between 0 and 1; check the scales");

    /// <summary>The scale of one channel, checked to be positive and finite.</summary>
    public float PositiveScale(TensorInfo tensor, float scale) => float.IsFinite(scale) && scale > 0
        ? scale
        : throw Malformed($"{tensor} has scale {scale}, a scale must be positive and finite");

    /// <summary>Requires a state that survives from one inference to the next.</summary>
    public TensorInfo Variable(TensorInfo tensor) => tensor is { IsVariable: true, IsConstant: false }
        ? tensor
        : throw Malformed($"{tensor} must be a variable tensor (is_variable, without data)");

    /// <summary>Requires the type of another tensor.</summary>
    public TensorInfo SameType(TensorInfo tensor, TensorInfo other) => tensor.Type == other.Type
        ? tensor
        : throw UnsupportedType(tensor, $"{other.Type.TfLiteName()}, as {other} has");

    /// <summary>Requires type and shape of another tensor.</summary>
    public TensorInfo Alike(TensorInfo tensor, TensorInfo other) => SameType(tensor, other).Shape.SequenceEqual(other.Shape)
        ? tensor
        : throw Malformed($"{tensor} should have the shape of {other}");

    /// <summary>Requires that the file's output shape is the computed one.</summary>
    public void RequireShape(TensorInfo tensor, params ReadOnlySpan<int> expected)
    {
        if (!tensor.Shape.AsSpan().SequenceEqual(expected))
            throw Malformed($"{tensor} should have the shape [{string.Join(',', expected.ToArray())}] that inputs and options give");
    }

    /// <summary>An axis, negative ones counted from the end.</summary>
    public int Axis(int axis, int rank)
    {
        var position = axis < 0 ? (long)axis + rank : axis;
        return position >= 0 && position < rank
            ? (int)position
            : throw Malformed($"axis {axis} of {rank} dimensions; legal is {-rank} to {rank - 1}");
    }

    /// <summary>The values of a constant INT32 or INT64 tensor: axes, sizes, paddings.</summary>
    public int[] Integers(TensorInfo tensor)
    {
        if (!tensor.IsConstant && tensor.ElementCount > 0)
            throw Unsupported($"{tensor} is computed at run time", "a constant there");
        return tensor.Type switch
        {
            ElementType.Int32 => Values<int>(tensor),
            ElementType.Int64 => [.. Values<long>(tensor).Select(v => (int)Math.Clamp(v, int.MinValue, int.MaxValue))],
            _ => throw UnsupportedType(tensor, "INT32 or INT64"),
        };
    }

    /// <summary>Requires a constant of the given type.</summary>
    public TensorInfo Constant(TensorInfo tensor, ElementType type)
    {
        if (!tensor.IsConstant)
            throw Unsupported($"{tensor} is computed at run time", "a constant there");
        return tensor.Type == type ? tensor : throw UnsupportedType(tensor, type.TfLiteName());
    }

    /// <summary>A rank-4 shape as NHWC dims.</summary>
    public Dims Nhwc(TensorInfo tensor)
    {
        if (tensor.Shape.Length != 4 || tensor.ElementCount < 1)
            throw Unsupported($"{tensor} has rank {tensor.Shape.Length}", "4 dimensions of at least 1");
        return new(tensor.Shape[0], tensor.Shape[1], tensor.Shape[2], tensor.Shape[3]);
    }

    /// <summary>Bytes of one element of a type that operators can move about.</summary>
    public int ElementBytes(TensorInfo tensor)
    {
        var isPacked = tensor.Type is ElementType.Int4 or ElementType.Int2;
        if (isPacked || tensor.Type == ElementType.Complex128 || !tensor.Type.IsNumeric())
            throw UnsupportedType(tensor, "a type of 1, 2, 4 or 8 bytes");
        return (int)tensor.Type.BytesFor(1);
    }

    /// <summary>Requires that the file's output shape is the computed one.</summary>
    public void RequireOutputDims(Dims expected) => RequireShape(Output, expected.N, expected.H, expected.W, expected.C);

    /// <summary>A constant's values.</summary>
    public static T[] Values<T>(TensorInfo tensor)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(tensor.Data.Span).ToArray();
}
