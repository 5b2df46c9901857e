using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.BasicMath;

/// <summary>The arguments of <c>arm_elementwise_add_s8</c>.</summary>
/// <param name="Offset1">Negative of input 1's zero point.</param>
/// <param name="Offset2">Negative of input 2's zero point.</param>
/// <param name="LeftShift">Head-room given to both inputs before scaling; TFLite uses 20 for int8.</param>
/// <param name="OutputOffset">Zero point of the output.</param>
public sealed record ElementwiseAddParams(
    int Offset1, QuantizedMultiplier Scale1, int Offset2, QuantizedMultiplier Scale2, int LeftShift,
    int OutputOffset, QuantizedMultiplier OutputScale, ActivationRange Activation);
