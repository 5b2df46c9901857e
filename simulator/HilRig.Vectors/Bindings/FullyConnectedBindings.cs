using HilRig.Kernels.FullyConnected;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Vectors.Bindings;

/// <summary>arm_fully_connected_*, arm_batch_matmul_* and arm_vector_sum_*.</summary>
internal static class FullyConnectedBindings
{
    public static IReadOnlyList<(string Function, Action<KernelCall> Run)> All { get; } =
    [
        ("arm_fully_connected_wrapper_s8", call => S8(call, Wrapper(call))),
        ("arm_fully_connected_s8", call => S8(call, FullyConnectedS8.Run)),
        ("arm_fully_connected_per_channel_s8", call => S8(call, FullyConnectedPerChannelS8.Run)),
        ("arm_fully_connected_s4", S4),
        ("arm_fully_connected_s16", S16),
        ("arm_batch_matmul_s8", BatchMatmul8),
        ("arm_batch_matmul_s16", BatchMatmul16),
        ("arm_vector_sum_s8", VectorSum),
        ("arm_vector_sum_s8_s64", VectorSum64),
    ];

    private delegate void Kernel8(
        KernelContext context, FullyConnectedParams parameters, OutputQuantization quantization, int batches, int depth,
        ReadOnlySpan<sbyte> input, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, int outputs, Span<sbyte> output);

    private static FullyConnectedParams Parameters(KernelCall call) =>
        new(call.Int("input_offset"), call.Int("filter_offset"), call.Int("output_offset"), call.Activation());

    // Dims as FULLY_CONNECTED has them: n of the filter is the depth.
    private static (int Batches, int Depth, int Outputs) Sizes(KernelCall call) =>
        (call.Dims("input").N, call.Dims("filter").N, call.Dims("output").C);

    private static Kernel8 Wrapper(KernelCall call) => (context, p, q, batches, depth, x, w, bias, outputs, y) =>
        FullyConnectedWrapperS8.Run(context, p, q, call.Int("is_per_channel") != 0, batches, depth, x, w, bias, outputs, y);

    private static void S8(KernelCall call, Kernel8 kernel)
    {
        var (batches, depth, outputs) = Sizes(call);
        var (x, w) = (call.Input<sbyte>("input", batches * depth), call.Input<sbyte>("filter", outputs * depth));
        var (bias, y) = (call.Optional<int>("bias", outputs) ?? [], new sbyte[batches * outputs]);
        call.Scratch(path => FullyConnectedS8.BufferSize(path, outputs));
        (PackedForms.Serve(call) ? Packed(call, kernel) : kernel)(
            call.Context, Parameters(call), call.Quantization(), batches, depth, x, w, bias, outputs, y);
        call.Output("output", y);
    }

    private static Kernel8 Packed(KernelCall call, Kernel8 definition) => (context, parameters, quantization, batches, depth, x, w, bias, outputs, y) =>
    {
        var isPerChannel = call.Int("is_per_channel", 1) != 0;
        var packed = PackedFullyConnectedS8.Of(
            parameters, isPerChannel ? quantization : quantization.First, batches, depth, w.ToArray(), bias.ToArray(), outputs, context.Rounding,
            call.Settings.Width);
        if (packed is null)
        {
            definition(context, parameters, quantization, batches, depth, x, w, bias, outputs, y);
            return;
        }
        packed.Run(x, y, new short[packed.ScratchElements]);
        call.RanVector = true;
    };

    private static void S4(KernelCall call)
    {
        var (batches, depth, outputs) = Sizes(call);
        var (x, w) = (call.Input<sbyte>("input", batches * depth), call.Nibbles("filter", outputs * depth));
        var (bias, y) = (call.Optional<int>("bias", outputs) ?? [], new sbyte[batches * outputs]);
        Kernel8 definition = (c, p, _, n, k, input, _, b, o, output) => FullyConnectedS4.Run(c, p, call.Scale(""), n, k, input, w, b, o, output);
        // Arm's kernel ignores the weights' offset.
        var parameters = Parameters(call) with { FilterOffset = 0 };
        (PackedForms.ServeInt4(call) ? Packed(call, definition) : definition)(
            call.Context, parameters, call.Quantization(), batches, depth, x, Nibbles.Unpack(w, outputs * depth), bias, outputs, y);
        call.Output("output", y);
    }

    private static void S16(KernelCall call)
    {
        var (batches, depth, outputs) = Sizes(call);
        var (x, w) = (call.Input<short>("input", batches * depth), call.Input<sbyte>("filter", outputs * depth));
        var (bias, y) = (call.Optional<long>("bias", outputs) ?? [], new short[batches * outputs]);
        call.Scratch(_ => 0);
        var (parameters, scale) = (Parameters(call), call.Scale(""));
        // Arm's kernel ignores the offsets.
        var packed = PackedForms.Serve(call) && call.Settings.Path == KernelPath.C
            ? PackedFullyConnectedS16.Of(
                parameters with { FilterOffset = 0 }, new([scale.Multiplier], [scale.Shift]), batches, depth, w, BiasData.Of(bias), outputs,
                call.Settings.Rounding, call.Settings.Width)
            : null;
        packed?.Run(x, y, new short[packed.ScratchElements]);
        call.RanVector = packed is not null;
        if (packed is null)
            FullyConnectedS16.Run(call.Context, parameters, scale, batches, depth, x, w, bias, outputs, y);
        call.Output("output", y);
    }

    private static BatchMatmulParams Matmul(KernelCall call) => new(call.Int("adj_x") != 0, call.Int("adj_y") != 0, Parameters(call));

    private static (Dims Lhs, Dims Rhs, Dims Output) MatmulDims(KernelCall call) =>
        (call.Dims("input_lhs"), call.Dims("input_rhs"), call.Dims("output"));

    private static void BatchMatmul8(KernelCall call)
    {
        var (lhs, rhs, output) = MatmulDims(call);
        var (left, right, y) = (call.Input<sbyte>("input_lhs", lhs.Count), call.Input<sbyte>("input_rhs", rhs.Count), new sbyte[output.Count]);
        var parameters = Matmul(call);
        call.RanVector = PackedForms.Serve(call) && VectorBatchMatmulS8.Serves(parameters, lhs);
        if (call.RanVector)
            VectorBatchMatmulS8.Run(call.Context, parameters, call.Scale(""), lhs, left, rhs, right, output, y, call.Settings.Width);
        else
            BatchMatmulS8.Run(call.Context, parameters, call.Scale(""), lhs, left, rhs, right, output, y);
        call.Output("output", y);
    }

    private static void BatchMatmul16(KernelCall call)
    {
        var (lhs, rhs, output) = MatmulDims(call);
        var (left, right, y) = (call.Input<short>("input_lhs", lhs.Count), call.Input<short>("input_rhs", rhs.Count), new short[output.Count]);
        BatchMatmulS16.Run(call.Context, Matmul(call), call.Scale(""), lhs, left, rhs, right, output, y);
        call.Output("output", y);
    }

    private static void VectorSum(KernelCall call)
    {
        var (columns, rows) = (call.Int("vector_cols"), call.Int("vector_rows"));
        var (data, sums) = (call.Input<sbyte>("vector_data", rows * columns), new int[rows]);
        VectorSumS8.Run(
            call.Context, sums, columns, rows, data, call.Int("lhs_offset"), call.Int("rhs_offset"), call.Optional<int>("bias", rows) ?? []);
        call.Output("vector_sum_buf", sums);
    }

    private static void VectorSum64(KernelCall call)
    {
        var (columns, rows) = (call.Int("vector_cols"), call.Int("vector_rows"));
        var (data, sums) = (call.Input<sbyte>("vector_data", rows * columns), new long[rows]);
        VectorSumS8S64.Run(sums, columns, rows, data, call.Int("lhs_offset"), call.Optional<long>("bias", rows) ?? []);
        call.Output("vector_sum_buf", sums);
    }
}
