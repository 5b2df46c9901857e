using HilRig.Kernels.Pooling;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.AveragePool2D;

/// <summary>AVERAGE_POOL_2D on FLOAT32 by <see cref="AvgpoolF32"/>.</summary>
public sealed class AveragePool2DFloat32(OperatorNode node, PoolGeometry geometry, Float32Range activation) : PreparedOperator(node)
{
    public PoolGeometry Geometry { get; } = geometry;

    public Float32Range Activation { get; } = activation;

    public override long Steps => Geometry.Taps;

    public override void Invoke(InferenceSession session) => AvgpoolF32.Run(
        Geometry.Stride, Geometry.Padding, Activation, Geometry.Input, session.Float32(Node.Inputs[0]), Geometry.Filter, Geometry.Output,
        session.Float32(Node.Outputs[0]));
}
