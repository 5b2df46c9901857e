namespace HilRig.Simulator.Execution;

/// <summary>Sees every operator's output right after it ran; later operators may reuse the memory.</summary>
public interface ILayerObserver
{
    void AfterOperator(int operatorIndex, ReadOnlySpan<byte> output);
}
