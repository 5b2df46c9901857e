using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Split;

/// <summary>PACK: inputs of one shape along a new axis.</summary>
public sealed class PackDefinition : OperatorDefinition
{
    public override BuiltinOperator Code => BuiltinOperator.Pack;

    public override int MaxVersion => 4;

    public override string SupportedTypes => "any of 1, 2, 4 or 8 bytes";

    public override OperatorOptions ReadOptions(OptionsTable table) => PackOptions.Read(table, PackOptions.Pack);

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var options = PackOptions.Read(context.Node.Options, PackOptions.Pack);
        var (first, count, output) = (context.Input(0), context.Node.Inputs.Length, context.Output);
        if (options.Parts != count)
            throw context.Malformed($"values_count is {options.Parts}, but it has {count} inputs");
        for (var i = 1; i < count; i++)
            context.Alike(context.Input(i), first);
        var axis = context.Axis(options.Axis, first.Shape.Length + 1);
        context.RequireShape(context.SameType(output, first), first.Shape.Insert(axis, count).AsSpan());
        return new PackOperator(context, Parts.Of(context, output, axis, [.. Enumerable.Repeat(1, count)]));
    }
}
