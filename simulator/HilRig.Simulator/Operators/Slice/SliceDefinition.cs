using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Slice;

/// <summary>SLICE: the part of a tensor from <c>begin</c> on, which may be computed at run time; a size of -1 means the rest.</summary>
public sealed class SliceDefinition : OperatorDefinition
{
    public override BuiltinOperator Code => BuiltinOperator.Slice;

    public override int MaxVersion => 6;

    public override string SupportedTypes => "any of 1, 2, 4 or 8 bytes";

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var (source, output) = (context.Input(0), context.SameType(context.Output, context.Input(0)));
        if (output.Shape.Length != source.Shape.Length || source.Shape.Zip(output.Shape).Any(d => d.Second > d.First))
            throw context.Malformed($"{output} is no part of {source}");
        var begin = Start.Of(context, 1, source, output);
        Sizes(context, source, output, begin);
        return new SliceOperator(context, begin);
    }

    // Sizes that are known only at run time cannot change the output, whose shape is in the file.
    private static void Sizes(PrepareContext context, TensorInfo source, TensorInfo output, Start begin)
    {
        var sizes = context.Input(2);
        if (!sizes.IsConstant && sizes.ElementCount > 0)
            return;
        var values = context.Integers(2, source.Shape.Length, "one size for each dimension");
        for (var d = 0; d < values.Length; d++)
        {
            var rest = begin.Constant is { } first ? source.Shape[d] - first[d] : output.Shape[d];
            if ((values[d] == -1 ? rest : values[d]) != output.Shape[d])
                throw context.Malformed($"size {values[d]} of dimension {d} does not give {output}");
        }
    }
}
