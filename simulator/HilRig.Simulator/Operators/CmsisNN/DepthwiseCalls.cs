using HilRig.Kernels.Convolution;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Operators.DepthwiseConv2D;

namespace HilRig.Simulator.Operators.CmsisNN;

/// <summary>DEPTHWISE_CONV_2D through <c>arm_depthwise_conv_wrapper_*</c>.</summary>
internal static class DepthwiseCalls
{
    public static Action<InferenceSession> Int8(DepthwiseConv2DInt8 o) => session => DepthwiseConvWrapperS8.Run(
        session.Kernel, o.Parameters, o.Quantization, o.Geometry.Input, session.Int8(o.Node.Inputs[0]), o.Geometry.Filter, o.Layer.Filter,
        o.Layer.WidenedBias, o.Geometry.Output, session.Int8(o.Node.Outputs[0]));

    // The library takes int4 weights as they lie in the file, two in a byte.
    public static Action<InferenceSession> Int4(DepthwiseConv2DInt8 o) => session => DepthwiseConvWrapperS4.Run(
        session.Kernel, o.Parameters, o.Quantization, o.Geometry.Input, session.Int8(o.Node.Inputs[0]), o.Geometry.Filter,
        session.Bytes(o.Node.Inputs[1]), o.Layer.WidenedBias, o.Geometry.Output, session.Int8(o.Node.Outputs[0]));

    public static Action<InferenceSession> Int16(DepthwiseConv2DInt16 o) => session => DepthwiseConvWrapperS16.Run(
        session.Kernel, o.Parameters, o.Layer.Quantization, o.Geometry.Input, session.Int16(o.Node.Inputs[0]), o.Geometry.Filter,
        o.Layer.Filter, o.Layer.WideBias, o.Geometry.Output, session.Int16(o.Node.Outputs[0]));
}
