using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Reference;

/// <summary>One element of a quantized ABS. TensorFlow Lite Micro: AbsEvalQuantized in elementwise.cc.</summary>
/// <param name="Scale">Input scale / output scale; null where both are the same and nothing is rescaled.</param>
public sealed record AbsoluteValue(int InputZeroPoint, int OutputZeroPoint, QuantizedMultiplier? Scale, ActivationRange Clamp)
{
    public int Of(KernelContext context, int code)
    {
        var value = Math.Abs(code - InputZeroPoint);
        return Clamp.Clamp(context.Wrap32((long)(Scale is { } scale ? context.Requantize(value, scale) : value) + OutputZeroPoint));
    }
}
