using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Legacy;

/// <summary>The legacy depthwise convolutions of q7 values.</summary>
/// <remarks>Input [h][w][C], weights [kh][kw][C], bias [C], output [oh][ow][C].</remarks>
public static class DepthwiseSeparableConvHwcQ7
{
    /// <summary><c>arm_depthwise_separable_conv_HWC_q7</c>.</summary>
    /// <exception cref="KernelStatusException">Input and output channels differ.</exception>
    public static void Square(
        KernelContext context, LegacyConvParams parameters, ReadOnlySpan<sbyte> input, ReadOnlySpan<sbyte> weights, ReadOnlySpan<sbyte> bias,
        Span<sbyte> output)
    {
        var contract = new LegacyContract("arm_depthwise_separable_conv_HWC_q7");
        RejectMultiplier(contract, parameters);
        contract.RequireSquare(parameters);
        LegacyConvolution.RunDepthwise(context, parameters, input, weights, bias, output);
    }

    /// <summary><c>arm_depthwise_separable_conv_HWC_q7_nonsquare</c>.</summary>
    /// <exception cref="KernelStatusException">Input and output channels differ.</exception>
    public static void Nonsquare(
        KernelContext context, LegacyConvParams parameters, ReadOnlySpan<sbyte> input, ReadOnlySpan<sbyte> weights, ReadOnlySpan<sbyte> bias,
        Span<sbyte> output)
    {
        RejectMultiplier(new("arm_depthwise_separable_conv_HWC_q7_nonsquare"), parameters);
        LegacyConvolution.RunDepthwise(context, parameters, input, weights, bias, output);
    }

    private static void RejectMultiplier(LegacyContract contract, LegacyConvParams p) =>
        contract.Reject(p.Input.C != p.Output.C, $"{p.Input.C} input and {p.Output.C} output channels must be equal");
}
