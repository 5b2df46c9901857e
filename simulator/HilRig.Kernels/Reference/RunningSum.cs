using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Reference;

/// <summary>
/// The quantized sums of ADD_N and CUMSUM: codes are scaled with 20 bits of head-room, added, and scaled to the output. The sum
/// begins with code 0, not with the real value 0. TensorFlow Lite Micro: reference/add_n.h, reference/cumsum.h.
/// </summary>
/// <param name="InputOffset">Negative of the inputs' zero point.</param>
/// <param name="InputScale">Input scale / twice the input scale.</param>
/// <param name="OutputOffset">Zero point of the output.</param>
/// <param name="OutputScale">Twice the input scale / (2^20 * output scale).</param>
public sealed record RunningSum(
    int InputOffset, QuantizedMultiplier InputScale, int OutputOffset, QuantizedMultiplier OutputScale, ActivationRange Clamp)
{
    /// <summary>Head-room of the inputs.</summary>
    public const int LeftShift = 20;

    /// <summary>What the sum begins with.</summary>
    public int Begin(KernelContext context) => Scaled(context, 0);

    /// <summary>The sum with one more code.</summary>
    public int Add(KernelContext context, int sum, int code) => context.Wrap32((long)sum + Scaled(context, code));

    /// <summary>The output's code for a sum.</summary>
    public int Output(KernelContext context, int sum) =>
        Clamp.Clamp(context.Wrap32((long)context.Requantize(sum, OutputScale) + OutputOffset));

    private int Scaled(KernelContext context, int code) => context.Requantize((code + InputOffset) << LeftShift, InputScale);
}
