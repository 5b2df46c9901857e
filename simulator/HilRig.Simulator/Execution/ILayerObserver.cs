namespace HilRig.Simulator.Execution;

/// <summary>Sees every operator's outputs right after it ran; later operators may reuse the memory.</summary>
public interface ILayerObserver
{
    /// <summary>Called once for each output, in the operator's order.</summary>
    /// <param name="operatorIndex">Position in <see cref="PreparedModel.Operators"/>.</param>
    /// <param name="tensor">The output's index in the graph.</param>
    void AfterOperator(int operatorIndex, int tensor, ReadOnlySpan<byte> output);
}
