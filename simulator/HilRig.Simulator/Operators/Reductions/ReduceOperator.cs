using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Reference;
using HilRig.Simulator.Execution;

namespace HilRig.Simulator.Operators.Reductions;

/// <summary>A prepared reduction: a fold over the input elements of each output element, then a last step.</summary>
public sealed class ReduceOperator<T, TSum> : PreparedOperator
    where T : unmanaged
{
    private readonly Reduction _reduction;
    private readonly TSum _seed;
    private readonly Func<TSum, T, TSum> _step;
    private readonly UnaryFunction<TSum, T> _finish;

    /// <param name="finish">From the folded value to the output element.</param>
    public ReduceOperator(PrepareContext context, TSum seed, Func<TSum, T, TSum> step, UnaryFunction<TSum, T> finish)
        : base(context.Node)
    {
        (_reduction, _seed, _step, _finish) = (ReduceDefinition.Reduction(context), seed, step, finish);
    }

    public override void Invoke(InferenceSession session)
    {
        var input = session.Span<T>(Node.Inputs[0]);
        var output = session.Span<T>(Node.Outputs[0]);
        KernelContext kernel = session.Kernel;
        for (var i = 0; i < output.Length; i++)
            output[i] = _finish(kernel, _reduction.Fold(input, i, _seed, _step));
    }
}
