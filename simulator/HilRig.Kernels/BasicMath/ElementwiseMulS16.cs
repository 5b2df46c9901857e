using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.BasicMath;

/// <summary><c>arm_elementwise_mul_s16</c>: <see cref="ElementwiseMulS8"/> on int16, whose zero points are 0: offsets are ignored.</summary>
/// <remarks>Both inputs and the output have equal length.</remarks>
public static class ElementwiseMulS16
{
    public static void Run(
        KernelContext context, ElementwiseMulParams parameters, ReadOnlySpan<short> input1, ReadOnlySpan<short> input2,
        Span<short> output)
    {
        for (var i = 0; i < output.Length; i++)
            output[i] = (short)parameters.Activation.Clamp(context.Requantize(input1[i] * input2[i], parameters.OutputScale));
    }
}
