using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>What the 1x1 kernels return an error for, and what they do not look at but rely on.</summary>
internal static class PointwiseContract
{
    public static void Check(string kernel, ConvParams p, Dims input, Dims filter, Dims output)
    {
        if (p.Padding != default)
            throw KernelStatusException.Argument(kernel, $"padding {p.Padding.H}x{p.Padding.W} must be 0");
        var contract = new ConvContract(kernel);
        contract.RequireShapes(p.Stride, input, output, filter.N);
        contract.RequireNoGroups(input, filter);
        contract.Require(filter is { H: 1, W: 1 }, $"the filter is {filter.H}x{filter.W}, must be 1x1");
        contract.Require(
            (output.H - 1) * p.Stride.H < input.H && (output.W - 1) * p.Stride.W < input.W,
            $"an output of {output.H}x{output.W} with stride {p.Stride.H}x{p.Stride.W} reads beyond an input of {input.H}x{input.W}");
    }

    public static void CheckFast(string kernel, ConvParams p, Dims input, Dims filter, Dims output)
    {
        if (p.Padding == default && p.Stride != new Tile(1, 1))
            throw KernelStatusException.Argument(kernel, $"stride {p.Stride.H}x{p.Stride.W} must be 1");
        Check(kernel, p, input, filter, output);
        new ConvContract(kernel).Require(
            (output.H, output.W) == (input.H, input.W),
            $"the output is {output.H}x{output.W}, but the kernel writes as many pixels as the input's {input.H}x{input.W}");
    }
}
