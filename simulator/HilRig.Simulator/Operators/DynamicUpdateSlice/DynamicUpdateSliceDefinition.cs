using HilRig.Kernels.Reference;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.DynamicUpdateSlice;

/// <summary>DYNAMIC_UPDATE_SLICE: a tensor with a part replaced, which begins where an input says, moved inside if it lies outside.</summary>
public sealed class DynamicUpdateSliceDefinition : OperatorDefinition
{
    public override BuiltinOperator Code => BuiltinOperator.DynamicUpdateSlice;

    public override int MaxVersion => 4;

    public override string SupportedTypes => "any of 1, 2, 4 or 8 bytes";

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var (whole, part) = (context.Input(0), context.SameType(context.Input(1), context.Input(0)));
        context.Alike(context.Output, whole);
        if (part.Shape.Length != whole.Shape.Length || whole.Shape.Zip(part.Shape).Any(d => d.Second > d.First))
            throw context.Malformed($"{part} does not fit into {whole}");
        return new DynamicUpdateSliceOperator(context, Start.Of(context, 2, whole, part, clamps: true));
    }
}

/// <summary>A prepared DYNAMIC_UPDATE_SLICE.</summary>
public sealed class DynamicUpdateSliceOperator(PrepareContext context, Start start) : PreparedOperator(context.Node)
{
    private readonly int _elementBytes = context.ElementBytes(context.Output);

    public override void Invoke(InferenceSession session)
    {
        var output = session.Bytes(Node.Outputs[0]);
        session.Bytes(Node.Inputs[0]).CopyTo(output);
        if (start.View.Count > 0)
            DataMovement.Scatter(
                start.View, _elementBytes, session.Bytes(Node.Inputs[1]), output[(start.ClampedElement(session) * _elementBytes)..]);
    }
}
