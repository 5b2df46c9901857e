using System.Collections.Immutable;
using HilRig.Kernels.Reference;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Execution;

namespace HilRig.Simulator.Operators.Split;

/// <summary>A prepared SPLIT, SPLIT_V or UNPACK: each output is a part of the input.</summary>
/// <param name="input">Position of the input that is split.</param>
/// <param name="parts">Each output as it lies in the input.</param>
public sealed class SplitOperator(PrepareContext context, int input, ImmutableArray<StridedView> parts) : PreparedOperator(context.Node)
{
    private readonly int _elementBytes = context.ElementBytes(context.Input(input));

    public override void Invoke(InferenceSession session)
    {
        for (var i = 0; i < parts.Length; i++)
            DataMovement.Gather(parts[i], _elementBytes, session.Bytes(Node.Inputs[input]), session.Bytes(Node.Outputs[i]));
    }
}
