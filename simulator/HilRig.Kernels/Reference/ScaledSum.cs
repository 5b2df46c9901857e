using HilRig.Kernels.BasicMath;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Reference;

/// <summary>
/// Elements of the quantized sums: both inputs are brought to a common step with <see cref="ElementwiseAddParams.LeftShift"/> bits
/// of head-room, combined, and scaled to the output. TensorFlow Lite Micro: reference/add.h, reference/sub.h, squared_difference.cc.
/// </summary>
public static class ScaledSum
{
    public static int Add(KernelContext context, ElementwiseAddParams p, int left, int right) =>
        Output(context, p, context.Wrap32((long)Left(context, p, left) + Right(context, p, right)));

    public static int Subtract(KernelContext context, ElementwiseAddParams p, int left, int right) =>
        Output(context, p, context.Wrap32((long)Left(context, p, left) - Right(context, p, right)));

    /// <summary>The output's scale then counts in squares of the common step.</summary>
    public static int SquaredDifference(KernelContext context, ElementwiseAddParams p, int left, int right)
    {
        long difference = context.Wrap32((long)Left(context, p, left) - Right(context, p, right));
        return Output(context, p, context.Wrap32(unchecked(difference * difference)));
    }

    private static int Left(KernelContext context, ElementwiseAddParams p, int code) => Scaled(context, p, code + p.Offset1, p.Scale1);

    private static int Right(KernelContext context, ElementwiseAddParams p, int code) => Scaled(context, p, code + p.Offset2, p.Scale2);

    private static int Scaled(KernelContext context, ElementwiseAddParams p, int value, QuantizedMultiplier scale) =>
        context.Requantize(context.Wrap32((long)value << p.LeftShift), scale);

    private static int Output(KernelContext context, ElementwiseAddParams p, int value) =>
        p.Activation.Clamp(context.Wrap32((long)context.Requantize(value, p.OutputScale) + p.OutputOffset));
}
