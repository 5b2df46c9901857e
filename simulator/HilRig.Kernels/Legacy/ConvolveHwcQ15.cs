using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Legacy;

/// <summary>The legacy convolutions of q15 values: one result, three functions that differ in what they refuse.</summary>
/// <remarks>Input [h][w][Cin], weights [Cout][kh][kw][Cin], bias [Cout], output [oh][ow][Cout]. The int32 sum wraps readily.</remarks>
public static class ConvolveHwcQ15
{
    /// <summary><c>arm_convolve_HWC_q15_basic</c>.</summary>
    public static void Basic(
        KernelContext context, LegacyConvParams parameters, ReadOnlySpan<short> input, ReadOnlySpan<short> weights, ReadOnlySpan<short> bias,
        Span<short> output)
    {
        new LegacyContract("arm_convolve_HWC_q15_basic").RequireSquare(parameters);
        LegacyConvolution.Run(context, parameters, input, weights, bias, output);
    }

    /// <summary><c>arm_convolve_HWC_q15_fast</c>.</summary>
    /// <exception cref="KernelStatusException">Odd channels; on DSP an odd output too, because it computes pixels two by two.</exception>
    public static void Fast(
        KernelContext context, LegacyConvParams parameters, ReadOnlySpan<short> input, ReadOnlySpan<short> weights, ReadOnlySpan<short> bias,
        Span<short> output)
    {
        var contract = new LegacyContract("arm_convolve_HWC_q15_fast");
        contract.RejectChannels(parameters, 2, 2);
        contract.Reject(
            context.Path == KernelPath.Dsp && parameters.Output.W % 2 != 0, $"dim_im_out {parameters.Output.W} must be even on DSP");
        contract.RequireSquare(parameters);
        LegacyConvolution.Run(context, parameters, input, weights, bias, output);
    }

    /// <summary><c>arm_convolve_HWC_q15_fast_nonsquare</c>.</summary>
    /// <exception cref="KernelStatusException">Odd channels.</exception>
    /// <exception cref="KernelContractException">An odd output width on DSP, which there is not rejected but overruns the buffers.</exception>
    public static void FastNonsquare(
        KernelContext context, LegacyConvParams parameters, ReadOnlySpan<short> input, ReadOnlySpan<short> weights, ReadOnlySpan<short> bias,
        Span<short> output)
    {
        var contract = new LegacyContract("arm_convolve_HWC_q15_fast_nonsquare");
        contract.RejectChannels(parameters, 2, 2);
        contract.Require(
            context.Path != KernelPath.Dsp || parameters.Output.W % 2 == 0,
            $"an output {parameters.Output.W} wide is odd: DSP computes pixels two by two and overruns its buffers");
        LegacyConvolution.Run(context, parameters, input, weights, bias, output);
    }
}
