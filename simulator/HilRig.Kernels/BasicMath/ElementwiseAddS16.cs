using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.BasicMath;

/// <summary><c>arm_elementwise_add_s16</c>: <see cref="ElementwiseAddS8"/> on int16, whose zero points are 0: offsets are ignored.</summary>
/// <remarks>Both inputs and the output have equal length; TFLite's left shift is 15.</remarks>
public static class ElementwiseAddS16
{
    public static void Run(
        KernelContext context, ElementwiseAddParams parameters, ReadOnlySpan<short> input1, ReadOnlySpan<short> input2,
        Span<short> output)
    {
        for (var i = 0; i < output.Length; i++)
        {
            var a = context.Requantize(context.Wrap32((long)input1[i] << parameters.LeftShift), parameters.Scale1);
            var b = context.Requantize(context.Wrap32((long)input2[i] << parameters.LeftShift), parameters.Scale2);
            var sum = context.Requantize(context.Wrap32((long)a + b), parameters.OutputScale);
            output[i] = (short)parameters.Activation.Clamp(sum);
        }
    }
}
