using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Reference;

/// <summary>
/// A code as a value that can be compared with codes of another scale: 256 times the real value, rounded.
/// TensorFlow Lite Micro: ComparisonWithScaling in reference/comparisons.h.
/// </summary>
/// <param name="Offset">Negative of the zero point.</param>
/// <param name="Scale">The tensor's scale, below 1.</param>
public readonly record struct ScaledCode(int Offset, QuantizedMultiplier Scale)
{
    private const int FractionBits = 8;

    public int Value(KernelContext context, int code) => context.Requantize((code + Offset) << FractionBits, Scale);
}
