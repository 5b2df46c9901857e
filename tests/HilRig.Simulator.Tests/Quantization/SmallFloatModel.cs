using System.Collections.Immutable;
using System.Runtime.InteropServices;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Add;
using HilRig.Simulator.Operators.AveragePool2D;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Conv2D;
using HilRig.Simulator.Operators.DepthwiseConv2D;
using HilRig.Simulator.Operators.FullyConnected;
using HilRig.Simulator.Operators.Reshape;
using HilRig.Simulator.Operators.Softmax;

namespace HilRig.Simulator.Tests.Quantization;

/// <summary>A float model with one of every operator the quantizer knows, and round numbers to reckon with.</summary>
internal static class SmallFloatModel
{
    public const int ConvWeights = 1, ConvBias = 2, Conv = 3, DepthwiseWeights = 4, DepthwiseBias = 5, Depthwise = 6, Sum = 7, Pool = 8;
    public const int Flat = 10, DenseWeights = 11, DenseBias = 12, Logits = 13, Output = 14;

    private static readonly Tile One = new(1, 1);

    /// <summary>Two samples of 2 x 2 x 1; the input range is 0 to 2.</summary>
    public static readonly float[] Samples = [0, 0.5f, 1, 2, 2, 1, 0.5f, 0];

    public static ModelSpec Spec() => new()
    {
        Description = "small",
        Tensors =
        [
            Float("image", [1, 2, 2, 1]),
            Float("conv/weights", [3, 1, 1, 1], 1, -0.5f, 0), Float("conv/bias", [3], 0.25f, -0.25f, 1), Float("conv", [1, 2, 2, 3]),
            Float("dw/weights", [1, 1, 1, 3], 2, -4, 0.25f), Float("dw/bias", [3], 0, 1, -1), Float("dw", [1, 2, 2, 3]),
            Float("sum", [1, 2, 2, 3]), Float("pool", [1, 1, 1, 3]),
            Shape("shape", 1, 3), Float("flat", [1, 3]),
            Float("dense/weights", [2, 3], 1, 2, 3, -0.5f, -1, -0.25f), Float("dense/bias", [2], 1, -2), Float("logits", [1, 2]),
            Float("digit", [1, 2]),
        ],
        Operators =
        [
            Node(
                BuiltinOperator.Conv2D, Conv, new Conv2DOptions(PaddingScheme.Same, One, One, FusedActivation.Relu), 0, ConvWeights,
                ConvBias),
            Node(
                BuiltinOperator.DepthwiseConv2D, Depthwise,
                new DepthwiseConv2DOptions(PaddingScheme.Same, One, One, 1, FusedActivation.None), Conv, DepthwiseWeights, DepthwiseBias),
            Node(BuiltinOperator.Add, Sum, new AddOptions(FusedActivation.None), Conv, Depthwise),
            Node(BuiltinOperator.AveragePool2D, Pool, new Pool2DOptions(PaddingScheme.Valid, One, new(2, 2), FusedActivation.None), Sum),
            Node(BuiltinOperator.Reshape, Flat, new ReshapeOptions([1, 3]), Pool, 9),
            Node(
                BuiltinOperator.FullyConnected, Logits, new FullyConnectedOptions(FusedActivation.None, 0, false), Flat, DenseWeights,
                DenseBias),
            Node(BuiltinOperator.Softmax, Output, new SoftmaxOptions(1), Logits),
        ],
        Inputs = [0],
        Outputs = [Output],
    };

    /// <summary>Reads the model, changed where a test wants it.</summary>
    public static ModelGraph Graph(Func<ModelSpec, ModelSpec>? change = null) =>
        ModelReader.Read(ModelWriter.Write((change ?? (s => s))(Spec())), "small");

    /// <summary>Other values for one constant.</summary>
    public static ModelGraph With(int tensor, params float[] values) =>
        Graph(s => s with { Tensors = s.Tensors.SetItem(tensor, s.Tensors[tensor] with { Data = Bytes(values) }) });

    private static TensorSpec Float(string name, ImmutableArray<int> shape, params float[] values) =>
        new() { Name = name, Type = ElementType.Float32, Shape = shape, Data = Bytes(values) };

    private static TensorSpec Shape(string name, params int[] shape) =>
        new() { Name = name, Type = ElementType.Int32, Shape = [shape.Length], Data = MemoryMarshal.AsBytes(shape.AsSpan()).ToArray() };

    private static byte[] Bytes(float[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static OperatorSpec Node(BuiltinOperator code, int output, OperatorOptions options, params int[] inputs) =>
        new() { Code = code, Inputs = [.. inputs], Outputs = [output], Options = options };
}
