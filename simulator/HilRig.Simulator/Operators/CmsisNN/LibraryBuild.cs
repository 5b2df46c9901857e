using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Conv2D;
using HilRig.Simulator.Operators.DepthwiseConv2D;
using HilRig.Simulator.Operators.FullyConnected;
using HilRig.Simulator.Operators.Svdf;
using HilRig.Simulator.Operators.TransposeConv;
using HilRig.Simulator.Operators.UnidirectionalSequenceLstm;

namespace HilRig.Simulator.Operators.CmsisNN;

/// <summary>
/// Which operators go through Arm's wrappers in a build of the library. The others either call a kernel that knows the session's
/// build already (ADD, pooling, softmax…) or are none of CMSIS-NN's business. A new one is one line here.
/// </summary>
internal static class LibraryBuild
{
    public static PreparedOperator Of(PreparedOperator prepared, ModelGraph graph)
    {
        var node = prepared.Node;
        return prepared switch
        {
            Conv2DInt8 o when graph.Tensor(node.Inputs[1]).Type == ElementType.Int4 => new LibraryOperator(o, ConvolutionCalls.Int4(o)),
            Conv2DInt8 o => new LibraryOperator(o, ConvolutionCalls.Int8(o)),
            Conv2DInt16 o => new LibraryOperator(o, ConvolutionCalls.Int16(o)),
            DepthwiseConv2DInt8 o when graph.Tensor(node.Inputs[1]).Type == ElementType.Int4 => new LibraryOperator(o, DepthwiseCalls.Int4(o)),
            DepthwiseConv2DInt8 o => new LibraryOperator(o, DepthwiseCalls.Int8(o)),
            DepthwiseConv2DInt16 o => new LibraryOperator(o, DepthwiseCalls.Int16(o)),
            FullyConnectedInt8 o => new LibraryOperator(o, FullyConnectedCalls.Int8(o, graph)),
            FullyConnectedInt16 o => new LibraryOperator(o, FullyConnectedCalls.Int16(o)),
            LstmIntegerOperator o => RecurrentCalls.Lstm(o),
            SvdfInt8 o => RecurrentCalls.Svdf(o),
            TransposeConvInt8 o => TransposeConvCalls.Int8(o),
            _ when DataCalls.Of(prepared, graph) is { } call => new LibraryOperator(prepared, call),
            _ => prepared,
        };
    }
}
