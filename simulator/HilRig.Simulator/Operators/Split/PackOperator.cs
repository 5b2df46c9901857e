using System.Collections.Immutable;
using HilRig.Kernels.Reference;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Execution;

namespace HilRig.Simulator.Operators.Split;

/// <summary>A prepared PACK: each input is a part of the output.</summary>
/// <param name="parts">Each input as it lies in the output.</param>
public sealed class PackOperator(PrepareContext context, ImmutableArray<StridedView> parts) : PreparedOperator(context.Node)
{
    private readonly int _elementBytes = context.ElementBytes(context.Output);

    public override void Invoke(InferenceSession session)
    {
        for (var i = 0; i < parts.Length; i++)
            DataMovement.Scatter(parts[i], _elementBytes, session.Bytes(Node.Inputs[i]), session.Bytes(Node.Outputs[0]));
    }
}
