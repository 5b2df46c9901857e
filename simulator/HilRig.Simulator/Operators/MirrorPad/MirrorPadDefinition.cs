using HilRig.Kernels.Reference;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.MirrorPad;

/// <summary>MIRROR_PAD by constant paddings.</summary>
public sealed class MirrorPadDefinition : OperatorDefinition
{
    private const int MostDimensions = 8;

    public override BuiltinOperator Code => BuiltinOperator.MirrorPad;

    public override int MaxVersion => 3;

    public override string SupportedTypes => "any of 1, 2, 4 or 8 bytes";

    public override OperatorOptions ReadOptions(OptionsTable table) => MirrorPadOptions.Read(table);

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var (input, repeatsEdge) = (context.Input(0), MirrorPadOptions.Read(context.Node.Options).RepeatsEdge);
        var rank = input.Shape.Length;
        if (rank > MostDimensions)
            throw context.Unsupported($"{input} has {rank} dimensions", $"at most {MostDimensions}");
        var paddings = context.Integers(1, 2 * rank, "padding before and after each dimension");
        for (var i = 0; i < paddings.Length; i++)
        {
            var most = input.Shape[i / 2] - (repeatsEdge ? 0 : 1);
            if (paddings[i] < 0 || paddings[i] > most)
                throw context.Malformed($"padding {paddings[i]} of dimension {i / 2} of {input}; legal is 0 to {most}, what can be mirrored");
        }
        int[] shape = [.. input.Shape.Select((extent, d) => extent + paddings[2 * d] + paddings[2 * d + 1])];
        context.RequireShape(context.SameType(context.Output, input), shape);
        int[] before = [.. Enumerable.Range(0, rank).Select(d => paddings[2 * d])];
        return new MirrorPadOperator(context.Node, new(input.Shape.AsSpan(), before, shape, repeatsEdge), context.ElementBytes(input));
    }
}

/// <summary>A prepared MIRROR_PAD.</summary>
public sealed class MirrorPadOperator(OperatorNode node, MirrorPadding padding, int elementBytes) : PreparedOperator(node)
{
    public override void Invoke(InferenceSession session) =>
        padding.Run(elementBytes, session.Bytes(Node.Inputs[0]), session.Bytes(Node.Outputs[0]));
}
