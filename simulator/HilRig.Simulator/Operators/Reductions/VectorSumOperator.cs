using System.Runtime.InteropServices;
using HilRig.Kernels.Reference;
using HilRig.Simulator.Execution;

namespace HilRig.Simulator.Operators.Reductions;

/// <summary>A prepared sum by its vector form, then a last step for each output.</summary>
/// <param name="finish">From the sum to the output element.</param>
public sealed class VectorSumOperator<T>(PrepareContext context, VectorReduction<T> sums, UnaryFunction<int, T> finish) : PreparedOperator(context.Node)
    where T : unmanaged
{
    public override int ScratchElements => sums.Count * sizeof(int) / sizeof(short);

    public override void Invoke(InferenceSession session)
    {
        var scratch = MemoryMarshal.Cast<short, int>(session.Scratch[..ScratchElements]);
        sums.Run(session.Span<T>(Node.Inputs[0]), scratch);
        var output = session.Span<T>(Node.Outputs[0]);
        for (var i = 0; i < output.Length; i++)
            output[i] = finish(session.Kernel, scratch[i]);
    }
}
