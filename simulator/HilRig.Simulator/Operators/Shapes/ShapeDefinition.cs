using System.Runtime.InteropServices;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Shapes;

/// <summary>SHAPE. Most are folded away when the model is prepared; what is left writes a model output.</summary>
public sealed class ShapeDefinition : OperatorDefinition
{
    public override BuiltinOperator Code => BuiltinOperator.Shape;

    public override int MaxVersion => 1;

    public override string SupportedTypes => "any; the output is INT32";

    public override OperatorOptions ReadOptions(OptionsTable table) => ShapeOptions.Read(table);

    public override PreparedOperator Prepare(PrepareContext context)
    {
        if (context.Output.Type != ElementType.Int32)
            throw context.UnsupportedType(context.Output, "INT32");
        context.RequireShape(context.Output, context.Input(0).Shape.Length);
        return new ShapeOperator(context.Node, context.Input(0));
    }
}

/// <summary>A prepared SHAPE: shapes never change at run time.</summary>
public sealed class ShapeOperator(OperatorNode node, TensorInfo input) : PreparedOperator(node)
{
    public override void Invoke(InferenceSession session) =>
        MemoryMarshal.AsBytes(input.Shape.AsSpan()).CopyTo(session.Bytes(Node.Outputs[0]));
}
