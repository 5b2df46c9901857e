using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.NNSupport;

/// <summary>The last step of every int8 kernel: requantize, add the output's zero point, clamp.</summary>
public static class OutputStage
{
    /// <summary>Accumulator to output code; the offset's addition wraps as the C does.</summary>
    public static sbyte Int8(int accumulator, (int Multiplier, int Shift) quantization, int outputOffset, ActivationRange activation, Rounding rounding)
    {
        var scaled = Requantization.Requantize(accumulator, quantization.Multiplier, quantization.Shift, rounding);
        return (sbyte)activation.Clamp(unchecked(scaled + outputOffset));
    }
}
