using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>What the 1xN kernels return an error for.</summary>
internal static class RowArguments
{
    public static void Check(string kernel, ConvParams p, Dims input)
    {
        if (input.H != 1)
            throw KernelStatusException.Argument(kernel, $"the input is {input.H} rows high, must be 1");
        if (p.Dilation.W != 1)
            throw KernelStatusException.Argument(kernel, $"dilation {p.Dilation.W} along the row must be 1");
        if (p.Stride.W == 0 || p.Stride.W * input.C % 4 != 0)
            throw KernelStatusException.Argument(
                kernel, $"stride {p.Stride.W} times {input.C} channels must be a multiple of 4 and not 0");
    }

    /// <summary>ARM_CMSIS_NN_FAILURE: this padding cannot be cut into a left and a right end.</summary>
    public static KernelStatusException Uneven(string kernel, ConvParams p, RowSplit split) => new(
        KernelStatus.Failure, kernel,
        $"MVE cannot pad a row by {p.Padding.W} on the left and {split.TotalPadding - p.Padding.W} on the right in {split.Left} + {split.Inside} + {split.Right} windows");
}
