using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Reference;

/// <summary>One element of QUANTIZE and DEQUANTIZE. TensorFlow Lite Micro: reference/quantize.h, requantize.h, dequantize.h.</summary>
public static class Rescaling
{
    /// <summary>
    /// Real value to code: a float32 division, rounded half away from zero. What no int32 holds is saturated, as Arm's conversion
    /// does; not-a-number becomes the zero point.
    /// </summary>
    public static int Quantize(float value, float scale, int zeroPoint, ActivationRange range)
    {
        var steps = MathF.Round(value / scale, MidpointRounding.AwayFromZero);
        var code = float.IsNaN(steps) ? zeroPoint : Math.Clamp((double)steps, int.MinValue, int.MaxValue) + zeroPoint;
        return (int)Math.Clamp(code, range.Min, range.Max);
    }

    /// <summary>Code to code of another scale.</summary>
    public static int Requantize(
        KernelContext context, int code, int zeroPoint, QuantizedMultiplier factor, int outputZeroPoint, ActivationRange range)
    {
        var scaled = context.Requantize(context.Wrap32((long)code - zeroPoint), factor);
        return range.Clamp(context.Wrap32((long)scaled + outputZeroPoint));
    }

    /// <summary>Code to real value: a float64 product, rounded once.</summary>
    public static float Dequantize(int code, float scale, int zeroPoint) => (float)((double)scale * ((long)code - zeroPoint));
}
