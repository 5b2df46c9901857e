using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Legacy;

/// <summary>The legacy convolutions of q7 values: one result, six functions that differ in what they refuse.</summary>
/// <remarks>Input [h][w][Cin], weights [Cout][kh][kw][Cin], bias [Cout], output [oh][ow][Cout].</remarks>
public static class ConvolveHwcQ7
{
    /// <summary><c>arm_convolve_HWC_q7_basic</c>.</summary>
    public static void Basic(
        KernelContext context, LegacyConvParams parameters, ReadOnlySpan<sbyte> input, ReadOnlySpan<sbyte> weights, ReadOnlySpan<sbyte> bias,
        Span<sbyte> output)
    {
        new LegacyContract("arm_convolve_HWC_q7_basic").RequireSquare(parameters);
        LegacyConvolution.Run(context, parameters, input, weights, bias, output);
    }

    /// <summary><c>arm_convolve_HWC_q7_basic_nonsquare</c>.</summary>
    public static void BasicNonsquare(
        KernelContext context, LegacyConvParams parameters, ReadOnlySpan<sbyte> input, ReadOnlySpan<sbyte> weights, ReadOnlySpan<sbyte> bias,
        Span<sbyte> output) => LegacyConvolution.Run(context, parameters, input, weights, bias, output);

    /// <summary><c>arm_convolve_HWC_q7_RGB</c>.</summary>
    /// <exception cref="KernelStatusException">Not three input channels.</exception>
    public static void Rgb(
        KernelContext context, LegacyConvParams parameters, ReadOnlySpan<sbyte> input, ReadOnlySpan<sbyte> weights, ReadOnlySpan<sbyte> bias,
        Span<sbyte> output)
    {
        var contract = new LegacyContract("arm_convolve_HWC_q7_RGB");
        contract.Reject(parameters.Input.C != 3, $"{parameters.Input.C} input channels must be 3");
        contract.RequireSquare(parameters);
        LegacyConvolution.Run(context, parameters, input, weights, bias, output);
    }

    /// <summary><c>arm_convolve_HWC_q7_fast</c>.</summary>
    /// <exception cref="KernelStatusException">Input channels no multiple of 4, or output channels odd.</exception>
    public static void Fast(
        KernelContext context, LegacyConvParams parameters, ReadOnlySpan<sbyte> input, ReadOnlySpan<sbyte> weights, ReadOnlySpan<sbyte> bias,
        Span<sbyte> output)
    {
        var contract = new LegacyContract("arm_convolve_HWC_q7_fast");
        contract.RejectChannels(parameters, 4, 2);
        contract.RequireSquare(parameters);
        LegacyConvolution.Run(context, parameters, input, weights, bias, output);
    }

    /// <summary><c>arm_convolve_HWC_q7_fast_nonsquare</c>.</summary>
    /// <exception cref="KernelStatusException">Input channels no multiple of 4, or output channels odd.</exception>
    public static void FastNonsquare(
        KernelContext context, LegacyConvParams parameters, ReadOnlySpan<sbyte> input, ReadOnlySpan<sbyte> weights, ReadOnlySpan<sbyte> bias,
        Span<sbyte> output)
    {
        new LegacyContract("arm_convolve_HWC_q7_fast_nonsquare").RejectChannels(parameters, 4, 2);
        LegacyConvolution.Run(context, parameters, input, weights, bias, output);
    }

    /// <summary><c>arm_convolve_1x1_HWC_q7_fast_nonsquare</c>.</summary>
    /// <exception cref="KernelStatusException">Channels as <see cref="FastNonsquare"/>; kernel or stride not 1; padding.</exception>
    public static void PointwiseFastNonsquare(
        KernelContext context, LegacyConvParams parameters, ReadOnlySpan<sbyte> input, ReadOnlySpan<sbyte> weights, ReadOnlySpan<sbyte> bias,
        Span<sbyte> output)
    {
        var contract = new LegacyContract("arm_convolve_1x1_HWC_q7_fast_nonsquare");
        var one = new Tile(1, 1);
        contract.RejectChannels(parameters, 4, 2);
        contract.Reject(
            parameters.Kernel != one || parameters.Padding != default || parameters.Stride != one, "kernel and stride must be 1, padding 0");
        LegacyConvolution.Run(context, parameters, input, weights, bias, output);
    }
}
