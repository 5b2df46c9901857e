using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.BasicMath;

/// <summary>The arguments of <c>arm_elementwise_mul_s8</c> and <c>_s16</c>.</summary>
/// <param name="Offset1">Negative of input 1's zero point; ignored by the int16 kernels.</param>
/// <param name="Offset2">Negative of input 2's zero point; ignored by the int16 kernels.</param>
/// <param name="OutputOffset">Zero point of the output.</param>
/// <param name="OutputScale">Scale of input 1 * scale of input 2 / scale of the output.</param>
public sealed record ElementwiseMulParams(
    int Offset1, int Offset2, int OutputOffset, QuantizedMultiplier OutputScale, ActivationRange Activation);
