using System.Runtime.InteropServices;
using HilRig.Kernels.Convolution;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Operators.TransposeConv;

namespace HilRig.Simulator.Operators.CmsisNN;

/// <summary>TRANSPOSE_CONV through <c>arm_transpose_conv_wrapper_s8</c>; TensorFlow Lite Micro's glue forgets the fused activation.</summary>
internal static class TransposeConvCalls
{
    public static LibraryOperator Int8(TransposeConvInt8 o)
    {
        var parameters = o.Parameters with { Activation = new ActivationRange(sbyte.MinValue, sbyte.MaxValue) };
        var reverse = TransposeConvWrapperS8.ReverseBufferSize(parameters, o.Geometry.Input, o.Geometry.Filter);
        return new(
            o,
            session => TransposeConvWrapperS8.Run(
                session.Kernel, MemoryMarshal.Cast<short, sbyte>(session.Scratch)[..reverse], parameters, o.Quantization, o.Geometry.Input,
                session.Int8(o.Node.Inputs[2]), o.Geometry.Filter, o.Layer.Filter, o.Layer.WidenedBias, o.Geometry.Output,
                session.Int8(o.Node.Outputs[0])),
            (reverse + 1) / 2);
    }
}
