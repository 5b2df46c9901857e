using HilRig.Kernels.Convolution;
using HilRig.Kernels.FullyConnected;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.FullyConnected;

namespace HilRig.Simulator.Operators.CmsisNN;

/// <summary>
/// FULLY_CONNECTED as TensorFlow Lite Micro's glue hands it to CMSIS-NN, which treats a weight zero point in four ways, none of
/// them always the reference's.
/// </summary>
internal static class FullyConnectedCalls
{
    private const string NoZeroPoint = "the kernel that the glue calls knows no weight zero point";

    public static LibraryOperator Int8(FullyConnectedInt8 o, ModelGraph graph)
    {
        if (graph.Tensor(o.Node.Inputs[1]).Type == ElementType.Int4)
            return new(o, Int4(o), NoZeroPoint);
        var scales = o.Layer.FilterScales;
        if (scales.IsPerChannel)
            return new(o, Wrapper(o, o.Parameters with { FilterOffset = checked((int)-scales.ZeroPoint()) }), "the glue takes a weight zero point that the reference ignores");
        var isMatrix = graph.Tensor(o.Node.Outputs[0]).Shape.Length > 2 && o.Geometry.Depth % 4 == 0;
        return isMatrix ? new(o, Pointwise(o), NoZeroPoint) : new(o, Wrapper(o, o.Parameters));
    }

    public static Action<InferenceSession> Int16(FullyConnectedInt16 o) => session =>
    {
        const string kernel = "arm_fully_connected_s16";
        if (o.Layer.IsInt32 && o.Layer.NarrowBias.Length > 0)
            throw new KernelContractException(kernel, "an INT32 bias is read as int64: twice as many bytes as there are. Use INT64 biases");
        if (o.Layer.FilterScales.IsPerChannel)
            throw KernelStatusException.Argument(kernel, "weights with a scale for each channel; the library knows one scale on INT16");
        FullyConnectedS16.Run(
            session.Kernel, o.Parameters, o.Layer.Quantization[0], o.Geometry.Batches, o.Geometry.Depth, session.Int16(o.Node.Inputs[0]),
            o.Layer.Filter, o.Layer.WideBias, o.Geometry.Outputs, session.Int16(o.Node.Outputs[0]));
    };

    private static Action<InferenceSession> Wrapper(FullyConnectedInt8 o, FullyConnectedParams parameters) => session => FullyConnectedWrapperS8.Run(
        session.Kernel, parameters, o.Quantization, o.Layer.FilterScales.IsPerChannel, o.Geometry.Batches, o.Geometry.Depth,
        session.Int8(o.Node.Inputs[0]), o.Layer.Filter, o.Layer.WidenedBias, o.Geometry.Outputs, session.Int8(o.Node.Outputs[0]));

    // The library takes int4 weights as they lie in the file and does not look at their zero point.
    private static Action<InferenceSession> Int4(FullyConnectedInt8 o) => session => FullyConnectedS4.Run(
        session.Kernel, o.Parameters, o.Quantization[0], o.Geometry.Batches, o.Geometry.Depth, session.Int8(o.Node.Inputs[0]),
        session.Bytes(o.Node.Inputs[1]), o.Layer.WidenedBias, o.Geometry.Outputs, session.Int8(o.Node.Outputs[0]));

    // With a depth of whole words and more than two dimensions the glue calls the 1x1 convolution, which knows no weight zero point.
    private static Action<InferenceSession> Pointwise(FullyConnectedInt8 o)
    {
        var p = new ConvParams(o.Parameters.InputOffset, o.Parameters.OutputOffset, new(1, 1), new(0, 0), new(1, 1), o.Parameters.Activation);
        var (input, filter, output) = (new Dims(o.Geometry.Batches, 1, 1, o.Geometry.Depth), new Dims(o.Geometry.Outputs, 1, 1, o.Geometry.Depth), new Dims(o.Geometry.Batches, 1, 1, o.Geometry.Outputs));
        return session => ConvolveWrapperS8.Run(
            session.Kernel, p, o.Quantization, input, session.Int8(o.Node.Inputs[0]), filter, o.Layer.Filter, o.Layer.WidenedBias, output,
            session.Int8(o.Node.Outputs[0]));
    }
}
