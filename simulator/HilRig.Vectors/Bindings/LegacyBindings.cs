using HilRig.Kernels.Legacy;
using HilRig.Kernels.NNSupport;

namespace HilRig.Vectors.Bindings;

/// <summary>The q7 and q15 functions that CMSIS-NN removed in 2022.</summary>
internal static class LegacyBindings
{
    public static IReadOnlyList<(string Function, Action<KernelCall> Run)> All { get; } =
    [
        ("arm_convolve_HWC_q7_basic", call => LegacyConvBindings.Square<sbyte>(call, ConvolveHwcQ7.Basic)),
        ("arm_convolve_HWC_q7_basic_nonsquare", call => LegacyConvBindings.Nonsquare<sbyte>(call, ConvolveHwcQ7.BasicNonsquare)),
        ("arm_convolve_HWC_q7_RGB", call => LegacyConvBindings.Square<sbyte>(call, ConvolveHwcQ7.Rgb)),
        ("arm_convolve_HWC_q7_fast", call => LegacyConvBindings.Square<sbyte>(call, ConvolveHwcQ7.Fast)),
        ("arm_convolve_HWC_q7_fast_nonsquare", call => LegacyConvBindings.Nonsquare<sbyte>(call, ConvolveHwcQ7.FastNonsquare)),
        ("arm_convolve_1x1_HWC_q7_fast_nonsquare", call => LegacyConvBindings.Nonsquare<sbyte>(call, ConvolveHwcQ7.PointwiseFastNonsquare)),
        ("arm_convolve_HWC_q15_basic", call => LegacyConvBindings.Square<short>(call, ConvolveHwcQ15.Basic)),
        ("arm_convolve_HWC_q15_fast", call => LegacyConvBindings.Square<short>(call, ConvolveHwcQ15.Fast)),
        ("arm_convolve_HWC_q15_fast_nonsquare", call => LegacyConvBindings.Nonsquare<short>(call, ConvolveHwcQ15.FastNonsquare)),
        ("arm_depthwise_separable_conv_HWC_q7", call => LegacyConvBindings.Square<sbyte>(call, DepthwiseSeparableConvHwcQ7.Square)),
        ("arm_depthwise_separable_conv_HWC_q7_nonsquare", call => LegacyConvBindings.Nonsquare<sbyte>(call, DepthwiseSeparableConvHwcQ7.Nonsquare)),
        ("arm_fully_connected_q7", call => FullyConnected<sbyte, sbyte>(call, "pM", LegacyFullyConnected.Q7)),
        ("arm_fully_connected_q7_opt", call => FullyConnected<sbyte, sbyte>(call, "pM_interleaved", LegacyFullyConnected.Q7Opt)),
        ("arm_fully_connected_q15", call => FullyConnected<short, short>(call, "pM", LegacyFullyConnected.Q15)),
        ("arm_fully_connected_q15_opt", call => FullyConnected<short, short>(call, "pM_interleaved", LegacyFullyConnected.Q15Opt)),
        ("arm_fully_connected_mat_q7_vec_q15", call => FullyConnected<short, sbyte>(call, "pM", LegacyFullyConnected.MatQ7VecQ15)),
        ("arm_fully_connected_mat_q7_vec_q15_opt", call => FullyConnected<short, sbyte>(call, "pM_interleaved", LegacyFullyConnected.MatQ7VecQ15Opt)),
        ("arm_maxpool_q7_HWC", call => Pool(call, PoolQ7Hwc.Max)),
        ("arm_avepool_q7_HWC", call => Pool(call, PoolQ7Hwc.Average)),
        ("arm_softmax_q7", call => Softmax<sbyte>(call, LegacySoftmax.Q7)),
        ("arm_softmax_q15", call => Softmax<short>(call, LegacySoftmax.Q15)),
        ("arm_softmax_with_batch_q7", SoftmaxWithBatch),
        ("arm_nn_activations_direct_q7", call => Activation<sbyte>(call, ActivationsDirect.Q7)),
        ("arm_nn_activations_direct_q15", call => Activation<short>(call, ActivationsDirect.Q15)),
        ("arm_nn_mult_q7", call => Mult<sbyte>(call, LegacyMult.Q7)),
        ("arm_nn_mult_q15", call => Mult<short>(call, LegacyMult.Q15)),
    ];

    private delegate void Dense<TValue, TWeight>(
        KernelContext context, LegacyFullyConnectedParams parameters, ReadOnlySpan<TValue> vector, ReadOnlySpan<TWeight> matrix,
        ReadOnlySpan<TWeight> bias, Span<TValue> output);

    private delegate void Pooling(KernelContext context, LegacyPoolParams parameters, Span<sbyte> input, Span<sbyte> output);

    private delegate void Row<T>(ReadOnlySpan<T> input, Span<T> output);

    private delegate void InPlace<T>(Span<T> data, int intWidth, Kernels.Activation.NNActivationType type);

    private delegate void Product<T>(KernelContext context, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> output, int outShift);

    private static void FullyConnected<TValue, TWeight>(KernelCall call, string matrix, Dense<TValue, TWeight> kernel)
        where TValue : unmanaged
        where TWeight : unmanaged
    {
        var p = new LegacyFullyConnectedParams(call.Int("dim_vec"), call.Int("num_of_rows"), call.Int("bias_shift"), call.Int("out_shift"));
        var (vector, weights) = (call.Input<TValue>("pV", p.DimVec), call.Input<TWeight>(matrix, p.NumOfRows * p.DimVec));
        var output = new TValue[p.NumOfRows];
        kernel(call.Context, p, vector, weights, call.Input<TWeight>("bias", p.NumOfRows), output);
        call.Scratch("vec_buffer_q15_elems", p.DimVec);
        call.Output("pOut", output);
    }

    private static void Pool(KernelCall call, Pooling kernel)
    {
        var p = new LegacyPoolParams(
            call.Int("dim_im_in"), call.Int("ch_im_in"), call.Int("dim_kernel"), call.Int("padding"), call.Int("stride"), call.Int("dim_im_out"));
        var output = new sbyte[p.DimImOut * p.DimImOut * p.ChImIn];
        kernel(call.Context, p, call.Input<sbyte>("Im_in", p.DimImIn * p.DimImIn * p.ChImIn), output);
        call.Scratch("bufferA_bytes", p.BufferBytes);
        call.Output("Im_out", output);
    }

    private static void Softmax<T>(KernelCall call, Row<T> kernel)
        where T : unmanaged
    {
        var output = new T[call.Int("dim_vec")];
        kernel(call.Input<T>("vec_in", output.Length), output);
        call.Output("p_out", output);
    }

    private static void SoftmaxWithBatch(KernelCall call)
    {
        var (batches, dimVec) = (call.Int("nb_batches"), call.Int("dim_vec"));
        var output = new sbyte[batches * dimVec];
        LegacySoftmax.WithBatchQ7(call.Input<sbyte>("vec_in", output.Length), batches, dimVec, output);
        call.Output("p_out", output);
    }

    private static void Activation<T>(KernelCall call, InPlace<T> kernel)
        where T : unmanaged
    {
        var data = call.Input<T>("data", call.Int("size"));
        kernel(data, call.Int("int_width"), ActivationBindings.Type(call.Text("type")));
        call.Output("data", data);
    }

    private static void Mult<T>(KernelCall call, Product<T> kernel)
        where T : unmanaged
    {
        var output = new T[call.Int("blockSize")];
        kernel(call.Context, call.Input<T>("pSrcA", output.Length), call.Input<T>("pSrcB", output.Length), output, call.Int("out_shift"));
        call.Output("pDst", output);
    }
}
