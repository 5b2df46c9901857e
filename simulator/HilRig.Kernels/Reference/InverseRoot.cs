using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Reference;

/// <summary>One element of a quantized RSQRT. TensorFlow Lite Micro: RsqrtEvalQuantized in elementwise.cc.</summary>
/// <param name="Scale">1 / (sqrt(input scale) * output scale), its shift in [-11, 30].</param>
public sealed record InverseRoot(int InputZeroPoint, int OutputZeroPoint, QuantizedMultiplier Scale, ActivationRange Clamp)
{
    /// <summary>Smallest shift of the scale: 20 more to the right are the most a requantization does.</summary>
    public const int SmallestShift = FractionBits - 31;

    private const int FractionBits = 20;

    /// <exception cref="KernelContractException">The code is below the zero point: a root of a negative number.</exception>
    public int Of(KernelContext context, int code)
    {
        var value = code - InputZeroPoint;
        if (value < 0)
            throw new KernelContractException("RSQRT", $"code {code} is below the zero point {InputZeroPoint}; a root needs 0 or more");
        if (value == 0)
            return Clamp.Max;
        var root = InverseSquareRoot.Of(value);
        var data = context.Requantize(1, root with { Shift = root.Shift + FractionBits });
        var output = context.Requantize(data, Scale with { Shift = Scale.Shift - FractionBits });
        return Clamp.Clamp(context.Wrap32((long)output + OutputZeroPoint));
    }
}
