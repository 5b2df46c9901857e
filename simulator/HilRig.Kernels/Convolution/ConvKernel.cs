using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>The kernels that <c>arm_convolve_wrapper_s8</c> and <c>_s4</c> choose from.</summary>
internal enum ConvKernel
{
    PointwiseFast,
    Pointwise,
    Row,

    /// <summary>int4 on MVE only.</summary>
    Even,
    General,
}

/// <summary>The wrappers' choice: the first that fits.</summary>
internal static class ConvKernels
{
    public static ConvKernel Choose(ConvParams p, Dims input, Dims filter)
    {
        var isPointwise = p.Padding == default && filter is { H: 1, W: 1 } && p.Dilation == new Tile(1, 1) && input.C == filter.C;
        if (isPointwise)
            return p.Stride == new Tile(1, 1) ? ConvKernel.PointwiseFast : ConvKernel.Pointwise;
        // Neither padding nor stride of height is looked at: MVE then ignores them, plain C and DSP do not.
        var isRow = input.H == 1 && p.Dilation.W == 1 && filter.H == 1 && p.Stride.W * input.C % 4 == 0 && input.C == filter.C;
        return isRow ? ConvKernel.Row : ConvKernel.General;
    }

    public static ConvKernel ChooseInt4(KernelPath path, ConvParams p, Dims input, Dims filter)
    {
        var kernel = Choose(p, input, filter);
        return kernel == ConvKernel.General && path == KernelPath.Mve && filter.H * filter.W * input.C % 2 == 0 ? ConvKernel.Even : kernel;
    }

    /// <summary>Arm's name of a choice, for weights of <paramref name="type"/> (s8 or s4).</summary>
    public static string Name(this ConvKernel kernel, string type) => kernel switch
    {
        ConvKernel.PointwiseFast => $"arm_convolve_1x1_{type}_fast",
        ConvKernel.Pointwise => $"arm_convolve_1x1_{type}",
        ConvKernel.Row => $"arm_convolve_1_x_n_{type}",
        ConvKernel.Even => $"arm_convolve_even_{type}",
        _ => $"arm_convolve_{type}",
    };
}
