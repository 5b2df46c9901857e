using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Softmax;

namespace HilRig.Vectors.Bindings;

/// <summary>arm_softmax_*.</summary>
internal static class SoftmaxBindings
{
    private delegate void Softmax<TIn, TOut>(
        KernelContext context, SoftmaxParams parameters, int rows, int rowSize, ReadOnlySpan<TIn> input, Span<TOut> output);

    public static IReadOnlyList<(string Function, Action<KernelCall> Run)> All { get; } =
    [
        ("arm_softmax_s8", call => Run<sbyte, sbyte>(call, SoftmaxS8.Run)),
        ("arm_softmax_s8_s16", call => Run<sbyte, short>(call, SoftmaxS8S16.Run)),
        ("arm_softmax_u8", call => Run<byte, byte>(call, SoftmaxU8.Run)),
        ("arm_softmax_s16", RunS16),
    ];

    private static void Run<TIn, TOut>(KernelCall call, Softmax<TIn, TOut> softmax)
        where TIn : unmanaged
        where TOut : unmanaged
    {
        var (rows, rowSize, scale) = (call.Int("num_rows"), call.Int("row_size"), call.Scale(""));
        var output = new TOut[rows * rowSize];
        softmax(call.Context, new(scale.Multiplier, scale.Shift, call.Int("diff_min")), rows, rowSize, call.Input<TIn>("input", rows * rowSize), output);
        call.Output("output", output);
    }

    private static void RunS16(KernelCall call)
    {
        var (rows, rowSize) = (call.Int("num_rows"), call.Int("row_size"));
        var output = new short[rows * rowSize];
        var tables = call.HasInput("exp_lut")
            ? new SoftmaxLutS16(call.Input<short>("exp_lut", SoftmaxS16.TableSize), call.Input<short>("one_by_one_lut", SoftmaxS16.TableSize))
            : null;
        SoftmaxS16.Run(call.Context, call.Scale(""), tables, rows, rowSize, call.Input<short>("input", rows * rowSize), output);
        call.Output("output", output);
    }
}
