using HilRig.Kernels.Reference;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Resize;

/// <summary>RESIZE_NEAREST_NEIGHBOR to a constant size.</summary>
public sealed class NearestDefinition : OperatorDefinition
{
    public override BuiltinOperator Code => BuiltinOperator.ResizeNearestNeighbor;

    public override int MaxVersion => 4;

    public override string SupportedTypes => "any of 1, 2, 4 or 8 bytes";

    public override OperatorOptions ReadOptions(OptionsTable table) => NearestOptions.Read(table);

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var (options, (input, output)) = (NearestOptions.Read(context.Node.Options), ResizeShape.Of(context));
        var pixelBytes = input.C * context.ElementBytes(context.Input(0));
        return new NearestOperator(context.Node, new(input, output, options.AlignCorners, options.HalfPixelCenters), pixelBytes);
    }
}

/// <summary>A prepared RESIZE_NEAREST_NEIGHBOR.</summary>
public sealed class NearestOperator(OperatorNode node, NearestNeighbor resize, int pixelBytes) : PreparedOperator(node)
{
    public override void Invoke(InferenceSession session) =>
        resize.Run(pixelBytes, session.Bytes(Node.Inputs[0]), session.Bytes(Node.Outputs[0]));
}
