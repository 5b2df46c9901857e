using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Add;
using HilRig.Simulator.Operators.AveragePool2D;
using HilRig.Simulator.Operators.CmsisNN;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Conv2D;
using HilRig.Simulator.Operators.DepthwiseConv2D;
using HilRig.Simulator.Operators.FullyConnected;
using HilRig.Simulator.Operators.Softmax;

namespace HilRig.Simulator.Operators.Legacy;

/// <summary>Which operators the legacy functions compute. A new one is one line here.</summary>
internal static class LegacyBuild
{
    private const string Known = "CONV_2D, DEPTHWISE_CONV_2D, FULLY_CONNECTED, ADD, MAX_POOL_2D, AVERAGE_POOL_2D, RELU, SOFTMAX, RESHAPE, SQUEEZE, EXPAND_DIMS";

    public static PreparedOperator Of(PreparedOperator prepared, ModelGraph graph) => prepared switch
    {
        Conv2DInt8 o => new LibraryOperator(o, LegacyLayers.Convolution(new(graph, o.Node), o)),
        DepthwiseConv2DInt8 o => new LibraryOperator(o, LegacyLayers.Depthwise(new(graph, o.Node), o)),
        FullyConnectedInt8 o => new LibraryOperator(o, LegacyLayers.FullyConnected(new(graph, o.Node), o)),
        AddInt8 o => new LibraryOperator(o, LegacyData.Add(new(graph, o.Node), o)),
        AveragePool2DInt8 o => new LibraryOperator(o, LegacyData.Average(new(graph, o.Node), o.Geometry, o.Activation)),
        SoftmaxInt8 o => new LibraryOperator(o, LegacyData.Softmax(new(graph, o.Node), o)),
        { Node.Code: BuiltinOperator.MaxPool2D, Arguments: PoolArguments a } =>
            new LibraryOperator(prepared, LegacyData.Max(new(graph, prepared.Node), a.Geometry, a.Activation)),
        { Node.Code: BuiltinOperator.Relu } => new LibraryOperator(prepared, LegacyData.Relu(new(graph, prepared.Node))),
        { Node.Code: BuiltinOperator.Reshape or BuiltinOperator.Squeeze or BuiltinOperator.ExpandDims } => prepared,
        _ => throw new UnsupportedModelException($"{prepared.Node} has no legacy q7 function; there are {Known}"),
    };
}
