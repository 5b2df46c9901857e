using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Reference;

/// <summary>Arguments of the rectifiers, whose two branches have a scale each.</summary>
/// <param name="InputZeroPoint">Zero point of the input.</param>
/// <param name="AlphaZeroPoint">Zero point of PRELU's slopes; 0 for LEAKY_RELU.</param>
/// <param name="Positive">Input scale / output scale.</param>
/// <param name="Negative">The same times the slope's scale, or its magnitude; a negative slope has a negative multiplier.</param>
public sealed record RectifierParams(
    int InputZeroPoint, int AlphaZeroPoint, int OutputZeroPoint, QuantizedMultiplier Positive, QuantizedMultiplier Negative,
    ActivationRange Clamp);

/// <summary>
/// One element of RELU, LEAKY_RELU and PRELU. TensorFlow Lite Micro: activations.cc, reference/leaky_relu.h, reference/prelu.h.
/// </summary>
public static class Rectifiers
{
    /// <summary>RELU: only rescaled; the clamp begins at the output's zero point.</summary>
    public static int Relu(KernelContext context, RectifierParams p, int code) => Output(context, p, code - p.InputZeroPoint, p.Positive);

    public static int LeakyRelu(KernelContext context, RectifierParams p, int code)
    {
        var value = code - p.InputZeroPoint;
        if (value >= 0)
            return Output(context, p, value, p.Positive);
        var scaled = context.Requantize(value, p.Negative with { Multiplier = Math.Abs(p.Negative.Multiplier) });
        return p.Clamp.Clamp(p.OutputZeroPoint + (p.Negative.Multiplier < 0 ? -scaled : scaled));
    }

    public static int Prelu(KernelContext context, RectifierParams p, int code, int alpha)
    {
        var value = code - p.InputZeroPoint;
        return value >= 0
            ? Output(context, p, value, p.Positive)
            : Output(context, p, context.Wrap32((long)value * (alpha - p.AlphaZeroPoint)), p.Negative);
    }

    private static int Output(KernelContext context, RectifierParams p, int value, QuantizedMultiplier scale) =>
        p.Clamp.Clamp(context.Wrap32((long)context.Requantize(value, scale) + p.OutputZeroPoint));
}
