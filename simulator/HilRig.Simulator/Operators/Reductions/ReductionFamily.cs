using System.Numerics;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Reductions;

/// <summary>The reductions, an operator each.</summary>
public static class ReductionFamily
{
    /// <summary>MEAN: real values in float64, rounded once.</summary>
    public static ReduceDefinition Mean { get; } = new(
        BuiltinOperator.Mean, 3, new(ElementType.Int8, SumForms.Mean<sbyte>), new(ElementType.Int16, SumForms.Mean<short>),
        new(ElementType.Float32, context =>
        {
            var count = ReduceDefinition.Reduction(context).Count;
            return new ReduceOperator<float, double>(context, 0, static (sum, x) => sum + x, (_, sum) => (float)(sum / count));
        }));

    public static ReduceDefinition Sum { get; } = new(
        BuiltinOperator.Sum, 2, new(ElementType.Int8, SumForms.Sum<sbyte>), new(ElementType.Int16, SumForms.Sum<short>),
        new(ElementType.Float32, context => new ReduceOperator<float, double>(context, 0, static (sum, x) => sum + x, (_, sum) => (float)sum)));

    /// <summary>REDUCE_MAX: raw codes, so both sides share one quantization.</summary>
    public static ReduceDefinition Max { get; } = new(
        BuiltinOperator.ReduceMax, 3, new(ElementType.Int8, Codes(sbyte.MinValue, sbyte.Max)),
        new(ElementType.Float32, Reals(float.NegativeInfinity, MathF.Max)));

    public static ReduceDefinition Min { get; } = new(
        BuiltinOperator.ReduceMin, 3, new(ElementType.Int8, Codes(sbyte.MaxValue, sbyte.Min)),
        new(ElementType.Float32, Reals(float.PositiveInfinity, MathF.Min)));

    public static ReduceDefinition All { get; } = new(
        BuiltinOperator.ReduceAll, 1, new OperatorForm(ElementType.Bool, Truths(true, static (all, x) => all && x != 0)));

    public static ReduceDefinition Any { get; } = new(
        BuiltinOperator.ReduceAny, 2, new OperatorForm(ElementType.Bool, Truths(false, static (any, x) => any || x != 0)));

    private static Func<PrepareContext, PreparedOperator> Codes<T>(T seed, Func<T, T, T> pick)
        where T : unmanaged, INumber<T> => context =>
        {
            if (context.Scale(context.Input(0)) != context.Scale(context.Output))
                throw context.Unsupported($"{context.Input(0)} and {context.Output} differ in quantization", "equal quantization");
            return new ReduceOperator<T, T>(context, seed, pick, static (_, x) => x);
        };

    private static Func<PrepareContext, PreparedOperator> Reals(float seed, Func<float, float, float> pick) =>
        context => new ReduceOperator<float, float>(context, seed, pick, static (_, x) => x);

    private static Func<PrepareContext, PreparedOperator> Truths(bool seed, Func<bool, byte, bool> step) =>
        context => new ReduceOperator<byte, bool>(context, seed, step, static (_, truth) => truth ? (byte)1 : (byte)0);
}
