using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.BasicMath;

/// <summary><c>arm_elementwise_add_s8</c>: both inputs scaled to a common step, added, scaled to the output's step.</summary>
/// <remarks>
/// Both inputs and the output have equal length. The DSP build extends lanes with zeros instead of the sign before the left
/// shift, four elements at a time; with TFLite's shift of 20 the upper bits fall off, below 16 negative values come out wrong.
/// </remarks>
public static class ElementwiseAddS8
{
    public static void Run(
        KernelContext context, ElementwiseAddParams parameters, ReadOnlySpan<sbyte> input1, ReadOnlySpan<sbyte> input2,
        Span<sbyte> output)
    {
        var zeroExtended = context.Path == KernelPath.Dsp ? output.Length / 4 * 4 : 0;
        for (var i = 0; i < output.Length; i++)
        {
            var (x1, x2) = (input1[i] + parameters.Offset1, input2[i] + parameters.Offset2);
            output[i] = i < zeroExtended
                ? Add(context, parameters, unchecked((ushort)x1), unchecked((ushort)x2))
                : Add(context, parameters, x1, x2);
        }
    }

    private static sbyte Add(KernelContext context, ElementwiseAddParams p, int x1, int x2)
    {
        var a = context.Requantize(context.Wrap32((long)x1 << p.LeftShift), p.Scale1);
        var b = context.Requantize(context.Wrap32((long)x2 << p.LeftShift), p.Scale2);
        return context.OutputS8(context.Wrap32((long)a + b), p.OutputScale, p.OutputOffset, p.Activation);
    }
}
