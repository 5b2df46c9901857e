using System.Numerics;
using HilRig.Kernels.FixedPoint;
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
        ("arm_softmax_s8", call => Run(call, SoftmaxS8.Run, PackedSoftmax.S8)),
        ("arm_softmax_s8_s16", call => Run(call, SoftmaxS8S16.Run, PackedSoftmax.S8S16)),
        ("arm_softmax_u8", call => Run(call, SoftmaxU8.Run, PackedSoftmax.U8)),
        ("arm_softmax_s16", RunS16),
    ];

    private static void Run<TIn, TOut>(
        KernelCall call, Softmax<TIn, TOut> definition, Func<SoftmaxParams, Rounding, PackedSoftmax<TIn, TOut>> pack)
        where TIn : unmanaged, IBinaryInteger<TIn>
        where TOut : unmanaged, IBinaryInteger<TOut>, IMinMaxValue<TOut>
    {
        var (rows, rowSize, scale) = (call.Int("num_rows"), call.Int("row_size"), call.Scale(""));
        var parameters = new SoftmaxParams(scale.Multiplier, scale.Shift, call.Int("diff_min"));
        var (input, output) = (call.Input<TIn>("input", rows * rowSize), new TOut[rows * rowSize]);
        if (PackedForms.Serve(call) && pack(parameters, call.Settings.Rounding) is { MayWrap: false } packed)
        {
            packed.Run(call.Context, rows, rowSize, input, output);
            call.RanVector = true;
        }
        else
            definition(call.Context, parameters, rows, rowSize, input, output);
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
