using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.BasicMath;

/// <summary><c>arm_elementwise_mul_acc_s16</c>: adds scaled products to the output; the LSTM's cell update.</summary>
/// <remarks>Both inputs and the output have equal length.</remarks>
public static class ElementwiseMulAccS16
{
    /// <param name="clip">Clamp of the output; counts only when its maximum is above 0, else int16's range.</param>
    public static void Run(
        KernelContext context, QuantizedMultiplier scale, ActivationRange clip, ReadOnlySpan<short> input1, ReadOnlySpan<short> input2,
        Span<short> output)
    {
        var range = clip.Max > 0 ? clip : new(short.MinValue, short.MaxValue);
        for (var i = 0; i < output.Length; i++)
        {
            var product = context.Requantize(input1[i] * input2[i], scale);
            output[i] = (short)range.Clamp(context.Wrap32((long)product + output[i]));
        }
    }
}
