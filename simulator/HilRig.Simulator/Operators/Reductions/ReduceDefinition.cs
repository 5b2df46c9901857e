using HilRig.Kernels.Reference;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Reductions;

/// <summary>An operator that combines the elements along some axes; input 1 names them, negative ones from the end, in any order.</summary>
public class ReduceDefinition(BuiltinOperator code, int maxVersion, params OperatorForm[] forms)
    : FormedOperator(code, maxVersion, decides: 0, forms)
{
    public override OperatorOptions ReadOptions(OptionsTable table) => ReducerOptions.Read(table);

    /// <summary>Which elements each output combines.</summary>
    public static Reduction Reduction(PrepareContext context) =>
        Kernels.Reference.Reduction.Over(context.Input(0).Shape.AsSpan(), IsReduced(context));

    protected override void Validate(PrepareContext context)
    {
        var (input, output, isReduced) = (context.Input(0), context.SameType(context.Output, context.Input(0)), IsReduced(context));
        if (input.ElementCount < 1)
            throw context.Unsupported($"{input} is empty", "tensors of at least 1 element");
        var keep = ReducerOptions.Read(context.Node.Options).KeepDims;
        var shape = input.Shape.Select((size, d) => isReduced[d] ? 1 : size).Where((_, d) => keep || !isReduced[d]).ToArray();
        context.RequireShape(output, shape);
    }

    private static bool[] IsReduced(PrepareContext context)
    {
        var isReduced = new bool[context.Input(0).Shape.Length];
        foreach (var axis in context.Integers(context.Input(1)))
        {
            // A scalar has no axis, yet converters write one.
            if (isReduced.Length > 0)
                isReduced[context.Axis(axis, isReduced.Length)] = true;
        }
        return isReduced;
    }
}
