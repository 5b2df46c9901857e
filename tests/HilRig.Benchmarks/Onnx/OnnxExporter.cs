using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Operators.Add;
using HilRig.Simulator.Operators.AveragePool2D;
using HilRig.Simulator.Operators.Conv2D;
using HilRig.Simulator.Operators.DepthwiseConv2D;
using HilRig.Simulator.Operators.FullyConnected;
using HilRig.Simulator.Operators.Softmax;

namespace HilRig.Benchmarks.Onnx;

/// <summary>
/// An INT8 graph as the same network of ONNX Runtime's quantized operators, one node an operator. Activations are signed as
/// they are, or unsigned with 128 added to codes and zero points (U8S8, the runtime's fastest form); weights stay signed.
/// </summary>
internal sealed class OnnxExporter
{
    private static readonly int[] ToNchw = [0, 3, 1, 2];
    private static readonly int[] ToNhwc = [0, 2, 3, 1];

    private readonly ModelGraph _graph;
    private readonly QuantizedTensors _tensors;
    private readonly OnnxGraphBuilder _onnx = new();

    private OnnxExporter(ModelGraph graph, bool signed) => (_graph, _tensors) = (graph, new(graph, _onnx, signed));

    /// <summary>True when every operator has an ONNX form here.</summary>
    public static bool CanExport(ModelGraph graph) => PreparedModel.Prepare(graph, width: VectorWidth.Scalar).Operators.All(
        o => o is Conv2DInt8 or DepthwiseConv2DInt8 or FullyConnectedInt8 or AddInt8 or AveragePool2DInt8 or SoftmaxInt8 || o.Node.Code == BuiltinOperator.Reshape);

    public static byte[] Export(ModelGraph graph, bool signed)
    {
        var exporter = new OnnxExporter(graph, signed);
        foreach (var tensor in graph.Inputs)
            exporter._onnx.Input(QuantizedTensors.Name(tensor), exporter._tensors.Type, Layout.ToOnnx(graph.Tensor(tensor).Shape));
        foreach (var node in PreparedModel.Prepare(graph, width: VectorWidth.Scalar).Operators)
            exporter.Export(node);
        foreach (var tensor in graph.Outputs)
            exporter._onnx.Output(QuantizedTensors.Name(tensor), exporter._tensors.Type, Layout.ToOnnx(graph.Tensor(tensor).Shape));
        return exporter._onnx.ToBytes();
    }

    private void Export(PreparedOperator node)
    {
        var layers = new WeightedExporter(_onnx, _tensors);
        switch (node)
        {
            case Conv2DInt8 conv:
                layers.Convolution(conv);
                break;
            case DepthwiseConv2DInt8 depthwise:
                layers.Depthwise(depthwise);
                break;
            case FullyConnectedInt8 dense:
                layers.FullyConnected(dense, Flat(dense.Node.Inputs[0], [dense.Geometry.Batches, dense.Geometry.Depth]));
                break;
            case AddInt8 add:
                var sum = _tensors.Clamped(add.Node.Outputs[0], add.Parameters.Activation);
                _onnx.ContributedNode("QLinearAdd", [.. _tensors.Triple(add.Node.Inputs[0]), .. _tensors.Triple(add.Node.Inputs[1]), .. _tensors.Pair(add.Node.Outputs[0])], sum);
                break;
            case AveragePool2DInt8 pool:
                AveragePool(pool);
                break;
            case SoftmaxInt8:
                _onnx.ContributedNode("QLinearSoftmax", [.. _tensors.Triple(node.Node.Inputs[0]), .. _tensors.Pair(node.Node.Outputs[0])], QuantizedTensors.Name(node.Node.Outputs[0]), ("axis", -1), ("opset", 13));
                break;
            default:
                Reshape(node.Node);
                break;
        }
    }

    private void AveragePool(AveragePool2DInt8 pool)
    {
        var g = pool.Geometry;
        _onnx.ContributedNode(
            "QLinearAveragePool", [.. _tensors.Triple(pool.Node.Inputs[0]), .. _tensors.Pair(pool.Node.Outputs[0])],
            _tensors.Clamped(pool.Node.Outputs[0], pool.Activation), ("kernel_shape", new[] { g.Filter.H, g.Filter.W }), ("strides", new[] { g.Stride.H, g.Stride.W }),
            ("pads", Pads.Of(g.Input, g.Filter, g.Output, g.Stride, g.Padding, new(1, 1))));
    }

    private void Reshape(OperatorNode node)
    {
        if (node.Code != BuiltinOperator.Reshape)
            throw new NotSupportedException($"{node} has no ONNX form here; see {nameof(OnnxExporter)}");
        var shape = _graph.Tensor(node.Outputs[0]).Shape;
        if (shape.Length != 4)
        {
            Flat(node.Inputs[0], [.. shape], QuantizedTensors.Name(node.Outputs[0]));
            return;
        }
        var nhwc = Flat(node.Inputs[0], [.. shape]);
        _onnx.Node("Transpose", [nhwc], QuantizedTensors.Name(node.Outputs[0]), ("perm", ToNchw));
    }

    // The tensor in TFLite's order with another shape.
    private string Flat(int tensor, int[] shape, string? output = null)
    {
        var (info, name) = (_graph.Tensor(tensor), QuantizedTensors.Name(tensor));
        if (output is null && info.Shape.SequenceEqual(shape) && shape.Length != 4)
            return name;
        if (info.Shape.Length == 4 && info.Shape[1] * info.Shape[2] > 1 && info.Shape[3] > 1)
        {
            var nhwc = _onnx.NewName();
            _onnx.Node("Transpose", [name], nhwc, ("perm", ToNhwc));
            name = nhwc;
        }
        output ??= _onnx.NewName();
        _onnx.Node("Reshape", [name, _onnx.Constant<long>(OnnxType.Int64, [.. shape.Select(d => (long)d)], shape.Length)], output);
        return output;
    }
}
