using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Split;

/// <summary>UNPACK: one output for each element of an axis, which disappears.</summary>
public sealed class UnpackDefinition : OperatorDefinition
{
    public override BuiltinOperator Code => BuiltinOperator.Unpack;

    public override int MaxVersion => 4;

    public override string SupportedTypes => "any of 1, 2, 4 or 8 bytes";

    public override OperatorOptions ReadOptions(OptionsTable table) => PackOptions.Read(table, PackOptions.Unpack);

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var options = PackOptions.Read(context.Node.Options, PackOptions.Unpack);
        var source = context.Input(0);
        var (axis, outputs) = (context.Axis(options.Axis, source.Shape.Length), context.Outputs(options.Parts));
        foreach (var output in outputs)
            context.RequireShape(context.SameType(output, source), source.Shape.RemoveAt(axis).AsSpan());
        return new SplitOperator(context, 0, Parts.Of(context, source, axis, [.. outputs.Select(_ => 1)]));
    }
}
