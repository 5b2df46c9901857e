using HilRig.Kernels.Reference;

namespace HilRig.Simulator.Operators.Sums;

/// <summary>Parameters of the quantized sums.</summary>
internal static class SumParameters
{
    // TensorFlow Lite Micro's add_n.cc and cumsum.cc: float64, as for ADD with two inputs of one scale.
    public static RunningSum Of(PrepareContext context)
    {
        var (input, output) = (context.Scale(context.Input(0)), context.Scale(context.Output));
        var twice = 2 * (double)input.Scale;
        return new(
            -input.ZeroPoint, context.SmallerThanOne(input.Scale / twice), output.ZeroPoint,
            context.SmallerThanOne(twice / ((1 << RunningSum.LeftShift) * (double)output.Scale)), context.IntegerRange(context.Output));
    }
}
