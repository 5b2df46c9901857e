using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Shapes;

/// <summary>SQUEEZE: dimensions of extent 1 disappear.</summary>
public sealed class SqueezeDefinition : OperatorDefinition
{
    public override BuiltinOperator Code => BuiltinOperator.Squeeze;

    public override int MaxVersion => 2;

    public override string SupportedTypes => "any";

    public override OperatorOptions ReadOptions(OptionsTable table) => SqueezeOptions.Read(table);

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var input = context.Input(0);
        var squeezed = Squeezed(context, input, SqueezeOptions.Read(context.Node.Options));
        context.RequireShape(context.SameType(context.Output, input), [.. input.Shape.Where((_, d) => !squeezed.Contains(d))]);
        return new SameBytes(context.Node);
    }

    private static HashSet<int> Squeezed(PrepareContext context, TensorInfo input, SqueezeOptions options)
    {
        if (options.Dimensions.IsEmpty)
            return [.. Enumerable.Range(0, input.Shape.Length).Where(d => input.Shape[d] == 1)];
        HashSet<int> squeezed = [.. options.Dimensions.Select(d => context.Axis(d, input.Shape.Length))];
        return squeezed.All(d => input.Shape[d] == 1)
            ? squeezed
            : throw context.Malformed($"squeeze_dims [{string.Join(',', options.Dimensions)}] of {input} must have extent 1");
    }
}
