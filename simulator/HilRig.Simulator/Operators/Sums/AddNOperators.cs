using HilRig.Kernels.Reference;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Sums;

/// <summary>A prepared ADD_N on INT8.</summary>
/// <param name="elements">Elements of one input.</param>
public sealed class AddNInt8(OperatorNode node, RunningSum sum, long elements) : PreparedOperator(node)
{
    // A file can name one tensor as input any number of times.
    public override long Steps => elements * Node.Inputs.Length;

    public override void Invoke(InferenceSession session)
    {
        var output = session.Int8(Node.Outputs[0]);
        for (var i = 0; i < output.Length; i++)
        {
            var total = sum.Begin(session.Kernel);
            foreach (var input in Node.Inputs)
                total = sum.Add(session.Kernel, total, session.Int8(input)[i]);
            output[i] = (sbyte)sum.Output(session.Kernel, total);
        }
    }
}

/// <summary>A prepared ADD_N on FLOAT32: added in the inputs' order, beginning with 0.</summary>
/// <param name="elements">Elements of one input.</param>
public sealed class AddNFloat32(OperatorNode node, long elements) : PreparedOperator(node)
{
    public override long Steps => elements * Node.Inputs.Length;

    public override void Invoke(InferenceSession session)
    {
        var output = session.Float32(Node.Outputs[0]);
        output.Clear();
        foreach (var tensor in Node.Inputs)
        {
            var input = session.Float32(tensor);
            for (var i = 0; i < output.Length; i++)
                output[i] += input[i];
        }
    }
}
