using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Split;

/// <summary>
/// SPLIT into equal parts and SPLIT_V into parts as large as the outputs; SPLIT_V's sizes are not read, as in TensorFlow Lite Micro.
/// </summary>
public sealed class SplitDefinition : OperatorDefinition
{
    private readonly int _data;
    private readonly int _axis;
    private readonly byte _options;

    private SplitDefinition(BuiltinOperator code, int maxVersion, int data, int axis, byte options) =>
        (Code, MaxVersion, _data, _axis, _options) = (code, maxVersion, data, axis, options);

    public override BuiltinOperator Code { get; }

    public override int MaxVersion { get; }

    public override string SupportedTypes => "any of 1, 2, 4 or 8 bytes";

    /// <summary>Inputs: axis, data.</summary>
    public static SplitDefinition Split() => new(BuiltinOperator.Split, 4, data: 1, axis: 0, SplitOptions.Split);

    /// <summary>Inputs: data, sizes, axis.</summary>
    public static SplitDefinition SplitV() => new(BuiltinOperator.SplitV, 2, data: 0, axis: 2, SplitOptions.SplitV);

    public override OperatorOptions ReadOptions(OptionsTable table) => SplitOptions.Read(table, _options);

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var source = context.Input(_data);
        var axis = context.AxisInput(_axis, source.Shape.Length);
        var outputs = context.Outputs(SplitOptions.Read(context.Node.Options, _options).Parts);
        foreach (var output in outputs)
        {
            context.SameType(output, source);
            if (output.Shape.Length != source.Shape.Length)
                throw context.Malformed($"{output} is no part of {source}: it has another number of dimensions");
            context.RequireShape(output, source.Shape.SetItem(axis, output.Shape[axis]).AsSpan());
        }
        if (Code == BuiltinOperator.Split && outputs.Any(o => o.Shape[axis] != outputs[0].Shape[axis]))
            throw context.Malformed("its parts must be equal; SPLIT_V has parts of any size");
        return new SplitOperator(context, _data, Parts.Of(context, source, axis, [.. outputs.Select(o => o.Shape[axis])]));
    }
}
