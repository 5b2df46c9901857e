using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Vectorized;

/// <summary>How accumulators of a layer become outputs.</summary>
/// <param name="Channels">Output channels.</param>
/// <param name="Offset">Zero point of the output.</param>
/// <param name="Reach">What each channel's accumulator can be.</param>
internal sealed record LayerOutput(
    int Channels, OutputQuantization Quantization, int Offset, ActivationRange Activation, Rounding Rounding, Reach[] Reach);
