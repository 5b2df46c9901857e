using HilRig.Kernels.Convolution;
using HilRig.Kernels.NNSupport;

namespace HilRig.Vectors.Bindings;

/// <summary>arm_depthwise_conv_*.</summary>
internal static class DepthwiseBindings
{
    public static IReadOnlyList<(string Function, Action<KernelCall> Run)> All { get; } =
    [
        ("arm_depthwise_conv_wrapper_s8", call => S8(call, DepthwiseConvWrapperS8.Run)),
        ("arm_depthwise_conv_s8", call => S8(call, DepthwiseConvS8.Run)),
        ("arm_depthwise_conv_3x3_s8", call => S8(call, DepthwiseConv3x3S8.Run)),
        ("arm_depthwise_conv_s8_opt", call => S8(call, DepthwiseConvS8Opt.Run)),
        ("arm_depthwise_conv_wrapper_s4", call => S4(call, DepthwiseConvWrapperS4.Run)),
        ("arm_depthwise_conv_s4", call => S4(call, DepthwiseConvS4.Run)),
        ("arm_depthwise_conv_s4_opt", call => S4(call, DepthwiseConvS4Opt.Run)),
        ("arm_depthwise_conv_wrapper_s16", call => S16(call, DepthwiseConvWrapperS16.Run)),
        ("arm_depthwise_conv_s16", call => S16(call, DepthwiseConvS16.Run)),
        ("arm_depthwise_conv_fast_s16", call => S16(call, DepthwiseConvFastS16.Run)),
    ];

    private static DepthwiseConvParams Parameters(KernelCall call) => new(ConvolutionBindings.Conv(call), call.Int("ch_mult"));

    private static void S8(KernelCall call, WeightedKernel<DepthwiseConvParams, sbyte, sbyte, int> kernel) =>
        WeightedLayer<sbyte, sbyte, int>.Read(call).Run(
            call, Parameters(call), PackedForms.Serve(call) ? Packed(call, kernel) : kernel, DepthwiseConvWrapperS8.BufferSize);

    private static void S4(KernelCall call, WeightedKernel<DepthwiseConvParams, sbyte, byte, int> kernel) =>
        WeightedLayer<sbyte, byte, int>.Read(call).Run(
            call, Parameters(call), PackedForms.ServeInt4(call) ? PackedInt4(call, kernel) : kernel, DepthwiseConvWrapperS4.BufferSize);

    // int4 weights are int8 weights once they are unpacked, but for an odd number of channels, which the generic kernel reads wrongly.
    private static WeightedKernel<DepthwiseConvParams, sbyte, byte, int> PackedInt4(
        KernelCall call, WeightedKernel<DepthwiseConvParams, sbyte, byte, int> definition) =>
        (context, parameters, quantization, input, x, filter, w, bias, output, y) =>
        {
            if (input.C % 2 != 0)
            {
                definition(context, parameters, quantization, input, x, filter, w, bias, output, y);
                return;
            }
            var nibbles = w.ToArray();
            Packed(call, (c, p, q, i, v, f, _, b, o, z) => definition(c, p, q, i, v, f, nibbles, b, o, z))(
                context, parameters, quantization, input, x, filter, Nibbles.Unpack(w, filter.Count), bias, output, y);
            if (call.RanVector)
                context.Chosen = DepthwiseConvWrapperS4.Choose(parameters, input);
        };

    private static void S16(KernelCall call, WeightedKernel<DepthwiseConvParams, short, sbyte, long> kernel) =>
        WeightedLayer<short, sbyte, long>.Read(call).Run(
            call, Parameters(call), PackedForms.Serve(call) && call.Settings.Path == KernelPath.C ? Packed16(call, kernel) : kernel,
            (path, p, input, filter, _) => DepthwiseConvWrapperS16.BufferSize(path, p, input, filter));

    private static WeightedKernel<DepthwiseConvParams, sbyte, sbyte, int> Packed(
        KernelCall call, WeightedKernel<DepthwiseConvParams, sbyte, sbyte, int> definition) =>
        (context, parameters, quantization, input, x, filter, w, bias, output, y) =>
        {
            var packed = PackedDepthwiseConvS8.Of(
                parameters, quantization, input, filter, w.ToArray(), bias.ToArray(), output, context.Rounding, call.Settings.Width);
            if (packed is null)
            {
                definition(context, parameters, quantization, input, x, filter, w, bias, output, y);
                return;
            }
            context.Chosen = DepthwiseConvWrapperS8.Choose(context.Path, parameters, input, filter, output);
            packed.Run(x, y, new short[packed.ScratchElements]);
            call.RanVector = true;
        };

    private static WeightedKernel<DepthwiseConvParams, short, sbyte, long> Packed16(
        KernelCall call, WeightedKernel<DepthwiseConvParams, short, sbyte, long> definition) =>
        (context, parameters, quantization, input, x, filter, w, bias, output, y) =>
        {
            var packed = PackedDepthwiseConvS16.Of(
                parameters, quantization, input, filter, w.ToArray(), BiasData.Of(bias), output, context.Rounding, call.Settings.Width);
            if (packed is null)
            {
                definition(context, parameters, quantization, input, x, filter, w, bias, output, y);
                return;
            }
            context.Chosen = DepthwiseConvWrapperS16.Choose(parameters, filter);
            packed.Run(x, y, new short[packed.ScratchElements]);
            call.RanVector = true;
        };
}
