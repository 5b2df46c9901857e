using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Vectorized;

namespace HilRig.Vectors;

/// <summary>How golden vectors are run.</summary>
/// <param name="Truncates">Legacy kernels built with ARM_NN_TRUNCATE.</param>
public sealed record VectorSettings(
    Rounding Rounding = Rounding.Double, KernelPath Path = KernelPath.C, VectorWidth Width = VectorWidth.Scalar, bool Truncates = false)
{
    /// <summary>The build whose wrappers a reference model runs through; plain C is the reference itself.</summary>
    public KernelPath? Build => Path == KernelPath.C ? null : Path;

    /// <summary>The core whose recorded divergences count; null for plain C.</summary>
    public string? Core => Path switch
    {
        KernelPath.Dsp => "m4",
        KernelPath.Mve => "m55",
        _ => null,
    };
}
