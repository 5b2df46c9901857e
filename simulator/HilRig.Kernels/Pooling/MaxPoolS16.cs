using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Pooling;

/// <summary><c>arm_max_pool_s16</c>: largest tap inside the input, then clamped.</summary>
/// <remarks>input [n][h][w][c], output [n][oh][ow][c]; input and output share scale and zero point.</remarks>
public static class MaxPoolS16
{
    /// <exception cref="KernelStatusException">Argument error: a batch below 1.</exception>
    /// <exception cref="KernelContractException">A window has no tap in the input.</exception>
    public static void Run(
        PoolParams parameters, Dims inputDims, ReadOnlySpan<short> input, Dims filterDims, Dims outputDims, Span<short> output) =>
        MaximumPool.Run("arm_max_pool_s16", parameters, inputDims, input, filterDims, outputDims, output);
}
