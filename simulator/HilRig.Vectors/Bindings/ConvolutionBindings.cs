using HilRig.Kernels.Convolution;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Vectors.Bindings;

/// <summary>arm_convolve_*.</summary>
internal static class ConvolutionBindings
{
    public static IReadOnlyList<(string Function, Action<KernelCall> Run)> All { get; } =
    [
        ("arm_convolve_wrapper_s8", call => S8(call, ConvolveWrapperS8.Run, ConvolveWrapperS8.BufferSize)),
        ("arm_convolve_s8", call => S8(call, ConvolveS8.Run, GeneralS8)),
        ("arm_convolve_1x1_s8", call => S8(call, Convolve1x1S8.Run, GeneralS8)),
        ("arm_convolve_1x1_s8_fast", call => S8(call, Convolve1x1S8Fast.Run, GeneralS8)),
        ("arm_convolve_1_x_n_s8", call => S8(call, Convolve1xNS8.Run, Convolve1xNS8.BufferSize)),
        ("arm_convolve_wrapper_s4", call => S4(call, ConvolveWrapperS4.Run, ConvolveWrapperS4.BufferSize)),
        ("arm_convolve_s4", call => S4(call, ConvolveS4.Run, GeneralS4)),
        ("arm_convolve_1x1_s4", call => S4(call, Convolve1x1S4.Run, GeneralS4)),
        ("arm_convolve_1x1_s4_fast", call => S4(call, Convolve1x1S4Fast.Run, GeneralS4)),
        ("arm_convolve_1_x_n_s4", call => S4(call, Convolve1xNS4.Run, Convolve1xNS4.BufferSize)),
        ("arm_convolve_even_s4", call => S4(call, ConvolveEvenS4.Run, GeneralS4)),
        ("arm_convolve_wrapper_s16", call => S16(call, ConvolveWrapperS16.Run)),
        ("arm_convolve_s16", call => S16(call, ConvolveS16.Run)),
    ];

    internal static ConvParams Conv(KernelCall call) => new(
        call.Int("input_offset"), call.Int("output_offset"), call.Tile("stride"), call.Tile("padding"), call.Tile("dilation"),
        call.Activation());

    // The vectors of single kernels name what was allocated for them: the general kernel's scratch, also where none is needed.
    private static int GeneralS8(KernelPath path, ConvParams parameters, Dims input, Dims filter, Dims output) =>
        ConvolveS8.BufferSize(path, input, filter);

    private static int GeneralS4(KernelPath path, ConvParams parameters, Dims input, Dims filter, Dims output) =>
        ConvolveS4.BufferSize(path, input, filter);

    private static void S8(KernelCall call, WeightedKernel<ConvParams, sbyte, sbyte, int> kernel, LayerBufferSize<ConvParams> bufferSize) =>
        WeightedLayer<sbyte, sbyte, int>.Read(call).Run(call, Conv(call), PackedForms.Serve(call) ? Packed(call, kernel) : kernel, bufferSize);

    private static void S4(KernelCall call, WeightedKernel<ConvParams, sbyte, byte, int> kernel, LayerBufferSize<ConvParams> bufferSize) =>
        WeightedLayer<sbyte, byte, int>.Read(call).Run(
            call, Conv(call), PackedForms.ServeInt4(call) ? PackedInt4(call, kernel) : kernel, bufferSize);

    // int4 weights are int8 weights once they are unpacked.
    private static WeightedKernel<ConvParams, sbyte, byte, int> PackedInt4(
        KernelCall call, WeightedKernel<ConvParams, sbyte, byte, int> definition) =>
        (context, parameters, quantization, input, x, filter, w, bias, output, y) =>
        {
            var nibbles = w.ToArray();
            Packed(call, (c, p, q, i, v, f, _, b, o, z) => definition(c, p, q, i, v, f, nibbles, b, o, z))(
                context, parameters, quantization, input, x, filter, Nibbles.Unpack(w, filter.Count), bias, output, y);
            if (call.RanVector)
                context.Chosen = ConvolveWrapperS4.Choose(context.Path, parameters, input, filter);
        };

    private delegate void Kernel16(
        KernelContext context, ConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<short> input,
        Dims filterDims, ReadOnlySpan<sbyte> filter, BiasData bias, Dims outputDims, Span<short> output);

    // cmsis_nn_bias_data: the type of the bias is an argument.
    private static void S16(KernelCall call, Kernel16 kernel)
    {
        if (call.Int("is_int32_bias") != 0)
            Run<int>((c, p, q, i, x, f, w, bias, o, y) => PackedOr(c, p, q, i, x, f, w, BiasData.Of(bias), o, y));
        else
            Run<long>((c, p, q, i, x, f, w, bias, o, y) => PackedOr(c, p, q, i, x, f, w, BiasData.Of(bias), o, y));

        // Beyond its fast columns the DSP build reads foreign memory; the definition knows where.
        void PackedOr(
            KernelContext context, ConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<short> input,
            Dims filterDims, ReadOnlySpan<sbyte> filter, BiasData bias, Dims outputDims, Span<short> output)
        {
            var packed = PackedForms.Serve(call) && call.Settings.Path == KernelPath.C
                ? PackedConvolveS16.Of(
                    parameters, quantization, inputDims, filterDims, filter.ToArray(), bias, outputDims, context.Rounding, call.Settings.Width)
                : null;
            if (packed is null)
            {
                kernel(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
                return;
            }
            context.Chosen = "arm_convolve_s16";
            packed.Run(input, output, new short[packed.ScratchElements]);
            call.RanVector = true;
        }

        void Run<TBias>(WeightedKernel<ConvParams, short, sbyte, TBias> typed)
            where TBias : unmanaged => WeightedLayer<short, sbyte, TBias>.Read(call).Run(
                call, Conv(call), typed, (path, _, input, filter, _) => ConvolveS16.BufferSize(path, input, filter));
    }

    private static WeightedKernel<ConvParams, sbyte, sbyte, int> Packed(
        KernelCall call, WeightedKernel<ConvParams, sbyte, sbyte, int> definition) =>
        (context, parameters, quantization, input, x, filter, w, bias, output, y) =>
        {
            var packed = PackedConvolveS8.Of(
                parameters, quantization, input, filter, w.ToArray(), bias.ToArray(), output, context.Rounding, call.Settings.Width);
            if (packed is null)
            {
                definition(context, parameters, quantization, input, x, filter, w, bias, output, y);
                return;
            }
            context.Chosen = ConvolveWrapperS8.Choose(parameters, input, filter);
            packed.Run(x, y, new short[packed.ScratchElements]);
            call.RanVector = true;
        };
}
