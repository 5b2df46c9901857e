using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.BasicMath;

/// <summary><c>arm_minimum_s8</c>: the smaller of two codes, with NHWC broadcasting (1 against n on any axis).</summary>
/// <remarks>Codes are compared as they are: scales and zero points are not looked at.</remarks>
public static class MinimumS8
{
    /// <exception cref="KernelContractException">One input is 1 wide with 1 channel and several rows, the other is wider.</exception>
    public static void Run(
        Dims input1Dims, ReadOnlySpan<sbyte> input1, Dims input2Dims, ReadOnlySpan<sbyte> input2, Dims outputDims, Span<sbyte> output) =>
        BroadcastPair.Run("arm_minimum_s8", input1Dims, input1, input2Dims, input2, outputDims, output, Math.Min);
}
