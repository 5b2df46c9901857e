using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.BasicMath;

/// <summary><c>arm_elementwise_mul_s8</c>: product of both inputs less their zero points, scaled to the output's step.</summary>
/// <remarks>Both inputs and the output have equal length.</remarks>
public static class ElementwiseMulS8
{
    public static void Run(
        KernelContext context, ElementwiseMulParams parameters, ReadOnlySpan<sbyte> input1, ReadOnlySpan<sbyte> input2,
        Span<sbyte> output)
    {
        for (var i = 0; i < output.Length; i++)
        {
            var product = (input1[i] + parameters.Offset1) * (input2[i] + parameters.Offset2);
            output[i] = context.OutputS8(product, parameters.OutputScale, parameters.OutputOffset, parameters.Activation);
        }
    }
}
