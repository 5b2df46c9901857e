namespace HilRig.Simulator.Operators.FullyConnected;

/// <summary>A matrix product of batches rows of depth values with outputs rows of weights.</summary>
public sealed record FullyConnectedGeometry(int Batches, int Depth, int Outputs)
{
    public long Macs => (long)Batches * Depth * Outputs;
}
