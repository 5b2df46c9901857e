using System.Runtime.InteropServices;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators;

/// <summary>What an operator sees while it is prepared, with the refusals that every operator needs.</summary>
public sealed class PrepareContext(ModelGraph graph, OperatorNode node, Rounding rounding, VectorWidth width, KernelPath path = KernelPath.C)
{
    public OperatorNode Node { get; } = node;

    public Rounding Rounding { get; } = rounding;

    public VectorWidth Width { get; } = width;

    /// <summary>The build of CMSIS-NN that the kernels stand for.</summary>
    public KernelPath Path { get; } = path;

    /// <summary>Input <paramref name="position"/>, which must be there.</summary>
    public TensorInfo Input(int position) =>
        OptionalInput(position) ?? throw new MalformedModelException($"{Node} has no input {position}");

    /// <summary>Input <paramref name="position"/>, or null where the list is shorter or holds -1.</summary>
    public TensorInfo? OptionalInput(int position) =>
        position < Node.Inputs.Length && Node.Inputs[position] >= 0 ? graph.Tensor(Node.Inputs[position]) : null;

    /// <summary>The one output.</summary>
    public TensorInfo Output => Node.Outputs.Length == 1
        ? graph.Tensor(Node.Outputs[0])
        : throw new MalformedModelException($"{Node} has {Node.Outputs.Length} outputs, expected 1");

    public MalformedModelException Malformed(string what) => new($"{Node}: {what}");

    public UnsupportedModelException Unsupported(string what, string supported) => new($"{Node}: {what}; supported: {supported}");

    public UnsupportedModelException UnsupportedType(TensorInfo tensor, string supported) =>
        Unsupported($"{tensor} has a type it cannot take", supported);

    /// <summary>The per-tensor quantization of an INT8 activation.</summary>
    public TensorScale Int8Scale(TensorInfo tensor)
    {
        var quantization = tensor.Quantization ?? throw Malformed($"{tensor} has no quantization, an INT8 activation needs scale and zero point");
        var zeroPoint = quantization.ZeroPoint();
        if (zeroPoint is < sbyte.MinValue or > sbyte.MaxValue)
            throw Malformed($"{tensor} has zero point {zeroPoint}, legal is -128 to 127");
        return new(PositiveScale(tensor, quantization.Scale()), (int)zeroPoint);
    }

    /// <summary>The scale of one channel, checked to be positive and finite.</summary>
    public float PositiveScale(TensorInfo tensor, float scale) => float.IsFinite(scale) && scale > 0
        ? scale
        : throw Malformed($"{tensor} has scale {scale}, a scale must be positive and finite");

    /// <summary>Requires an activation, so that the memory plan has a place for it.</summary>
    public TensorInfo Activation(TensorInfo tensor) =>
        !tensor.IsConstant ? tensor : throw Unsupported($"{tensor} is a constant", "an activation there");

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

    /// <summary>Requires that the file's output shape is the computed one.</summary>
    public void RequireOutputDims(Dims expected)
    {
        if (Nhwc(Output) != expected)
            throw Malformed($"{Output} should have the shape {expected} that inputs and options give");
    }

    /// <summary>A constant's values.</summary>
    public static T[] Values<T>(TensorInfo tensor)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(tensor.Data.Span).ToArray();
}
