using System.Numerics;
using HilRig.Kernels.BasicMath;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Vectors.Bindings;

/// <summary>arm_elementwise_*, arm_maximum_s8, arm_minimum_s8.</summary>
internal static class ElementwiseBindings
{
    private delegate void Binary<T>(KernelContext context, ElementwiseMulParams parameters, ReadOnlySpan<T> x1, ReadOnlySpan<T> x2, Span<T> y);

    private delegate void Pick(Dims dims1, ReadOnlySpan<sbyte> x1, Dims dims2, ReadOnlySpan<sbyte> x2, Dims output, Span<sbyte> y);

    private delegate void BatchOffset<T>(
        KernelContext context, QuantizedMultiplier scale, int offset, int block, int batches, int batchOffset, ReadOnlySpan<short> x1,
        ReadOnlySpan<short> x2, Span<T> y);

    public static IReadOnlyList<(string Function, Action<KernelCall> Run)> All { get; } =
    [
        ("arm_elementwise_add_s8", AddS8),
        ("arm_elementwise_add_s16", AddS16),
        ("arm_elementwise_mul_s8", call => Multiply<sbyte>(call, ElementwiseMulS8.Run)),
        ("arm_elementwise_mul_s16", call => Multiply<short>(call, ElementwiseMulS16.Run)),
        ("arm_elementwise_mul_acc_s16", MultiplyAccumulate),
        ("arm_elementwise_mul_s16_s8", call => MultiplyBatches<sbyte>(call, ElementwiseMulS16S8.Run)),
        ("arm_elementwise_mul_s16_batch_offset", call => MultiplyBatches<short>(call, ElementwiseMulS16BatchOffset.Run)),
        ("arm_maximum_s8", call => Broadcast(call, MaximumS8.Run)),
        ("arm_minimum_s8", call => Broadcast(call, MinimumS8.Run)),
    ];

    private static void AddS8(KernelCall call)
    {
        var (parameters, size) = (Add(call), call.Int("block_size"));
        var (x1, x2, y) = (call.Input<sbyte>("input_1", size), call.Input<sbyte>("input_2", size), new sbyte[size]);
        if (call.RanVector = call.WantsVector && call.Settings.Path == KernelPath.C)
            new PackedElementwiseAddS8(parameters, call.Settings.Rounding, call.Settings.Width).Run(x1, x2, y);
        else
            ElementwiseAddS8.Run(call.Context, parameters, x1, x2, y);
        call.Output("output", y);
    }

    private static void AddS16(KernelCall call)
    {
        var size = call.Int("block_size");
        var (parameters, x1, x2, y) = (Add(call), call.Input<short>("input_1", size), call.Input<short>("input_2", size), new short[size]);
        // Arm's kernel ignores the offsets.
        var packed = PackedForms.Serve(call)
            ? PackedPair.Sum<short>(
                parameters with { Offset1 = 0, Offset2 = 0, OutputOffset = 0 }, subtracts: false, call.Settings.Rounding, call.Settings.Width)
            : null;
        packed?.Run(x1, x2, y);
        call.RanVector = packed is not null;
        if (packed is null)
            ElementwiseAddS16.Run(call.Context, parameters, x1, x2, y);
        call.Output("output", y);
    }

    private static ElementwiseAddParams Add(KernelCall call) => new(
        call.Int("input_1_offset"), call.Scale("input_1_"), call.Int("input_2_offset"), call.Scale("input_2_"), call.Int("left_shift"),
        call.Int("out_offset"), call.Scale("out_"), call.Activation());

    private static void Multiply<T>(KernelCall call, Binary<T> multiply)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var size = call.Int("block_size");
        var parameters = new ElementwiseMulParams(
            call.Int("input_1_offset"), call.Int("input_2_offset"), call.Int("out_offset"), call.Scale("out_"), call.Activation());
        var (x1, x2, y) = (call.Input<T>("input_1", size), call.Input<T>("input_2", size), new T[size]);
        // Arm's int16 kernel ignores the offsets.
        var used = typeof(T) == typeof(short) ? parameters with { Offset1 = 0, Offset2 = 0, OutputOffset = 0 } : parameters;
        var packed = PackedForms.Serve(call) ? PackedPair.Multiply<T>(used, call.Settings.Rounding, call.Settings.Width) : null;
        packed?.Run(x1, x2, y);
        call.RanVector = packed is not null;
        if (packed is null)
            multiply(call.Context, parameters, x1, x2, y);
        call.Output("output", y);
    }

    private static void MultiplyAccumulate(KernelCall call)
    {
        var size = call.Int("block_size");
        var y = call.Input<short>("output", size);
        ElementwiseMulAccS16.Run(
            call.Context, call.Scale("out_"), call.Activation(), call.Input<short>("input_1", size), call.Input<short>("input_2", size), y);
        call.Output("output", y);
    }

    private static void MultiplyBatches<T>(KernelCall call, BatchOffset<T> multiply)
        where T : unmanaged
    {
        var (block, batches, offset) = (call.Int("block_size"), call.Int("batch_size"), call.Int("batch_offset"));
        var y = call.Input<T>("output");
        multiply(
            call.Context, call.Scale("out_"), call.Int("out_offset"), block, batches, offset, call.Input<short>("input_1", block * batches),
            call.Input<short>("input_2", block * batches), y);
        call.Output("output", y);
    }

    private static void Broadcast(KernelCall call, Pick pick)
    {
        var (dims1, dims2, output) = (call.Dims("input_1"), call.Dims("input_2"), call.Dims("output"));
        var y = new sbyte[output.Count];
        pick(dims1, call.Input<sbyte>("input_1", dims1.Count), dims2, call.Input<sbyte>("input_2", dims2.Count), output, y);
        call.Output("output", y);
    }
}
