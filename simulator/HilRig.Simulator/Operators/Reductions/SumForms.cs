using System.Numerics;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Reference;

namespace HilRig.Simulator.Operators.Reductions;

/// <summary>MEAN and SUM on codes: an int32 sum of raw codes, then one requantization as TensorFlow Lite Micro prepares it.</summary>
internal static class SumForms
{
    public static PreparedOperator Mean<T>(PrepareContext context)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (factor, count) = (Factor(context), ReduceDefinition.Reduction(context).Count);
        // The division by the number of elements goes into the multiplier, with as many bits as fit.
        var bits = Math.Min(Math.Min(BitOperations.Log2((uint)count), 32), 31 + factor.Shift);
        if (bits < 0)
            throw context.Unsupported($"a rescale factor of 2^{factor.Shift}", "factors of at least 2^-31");
        return Sum<T>(context, new((int)(((long)factor.Multiplier << bits) / count), factor.Shift - bits), count);
    }

    public static PreparedOperator Sum<T>(PrepareContext context)
        where T : unmanaged, IBinaryInteger<T> => Sum<T>(context, Factor(context), ReduceDefinition.Reduction(context).Count);

    private static PreparedOperator Sum<T>(PrepareContext context, QuantizedMultiplier factor, int count)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (input, output, range) = (context.Scale(context.Input(0)), context.Scale(context.Output), context.IntegerRange(context.Output));
        var zero = (long)input.ZeroPoint * count;
        UnaryFunction<int, T> finish = (kernel, sum) => T.CreateTruncating(
            range.Clamp(kernel.Wrap32((long)kernel.Requantize(kernel.Wrap32(sum - zero), factor) + output.ZeroPoint)));
        return VectorReduction.Of<T>(ReduceDefinition.Reduction(context), context.Width) is { } sums
            ? new VectorSumOperator<T>(context, sums, finish)
            : new ReduceOperator<T, int>(context, 0, static (sum, x) => unchecked(sum + int.CreateTruncating(x)), finish);
    }

    private static QuantizedMultiplier Factor(PrepareContext context) => context.Multiplier(
        (double)context.Scale(context.Input(0)).Scale / context.Scale(context.Output).Scale, "input scale / output scale");
}
