using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.BasicMath;

/// <summary><c>arm_elementwise_add_s8</c>: both inputs scaled to a common step, added, scaled to the output's step.</summary>
/// <remarks>Both inputs and the output have equal length.</remarks>
public static class ElementwiseAddS8
{
    public static void Run(
        KernelContext context, ElementwiseAddParams parameters, ReadOnlySpan<sbyte> input1, ReadOnlySpan<sbyte> input2,
        Span<sbyte> output)
    {
        for (var i = 0; i < output.Length; i++)
            output[i] = Add(context, parameters, input1[i], input2[i]);
    }

    private static sbyte Add(KernelContext context, ElementwiseAddParams p, sbyte x1, sbyte x2)
    {
        var a = context.Requantize(context.Wrap32((long)(x1 + p.Offset1) << p.LeftShift), p.Scale1);
        var b = context.Requantize(context.Wrap32((long)(x2 + p.Offset2) << p.LeftShift), p.Scale2);
        return context.OutputS8(context.Wrap32((long)a + b), p.OutputScale, p.OutputOffset, p.Activation);
    }
}
