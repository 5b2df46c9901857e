using HilRig.Kernels.FullyConnected;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.FullyConnected;

/// <summary>FULLY_CONNECTED on FLOAT32 by <see cref="FullyConnectedF32"/>.</summary>
public sealed class FullyConnectedFloat32 : PreparedOperator
{
    internal FullyConnectedFloat32(PrepareContext context, FullyConnectedGeometry geometry, Float32Range activation)
        : base(context.Node)
    {
        (Geometry, Activation) = (geometry, activation);
        Weights = FloatWeights.Read(context, geometry.Outputs);
    }

    public FullyConnectedGeometry Geometry { get; }

    public Float32Range Activation { get; }

    public FloatWeights Weights { get; }

    public override long Macs => Geometry.Macs;

    public override void Invoke(InferenceSession session) => FullyConnectedF32.Run(
        Activation, Geometry.Batches, Geometry.Depth, session.Float32(Node.Inputs[0]), Weights.Filter, Weights.Bias, Geometry.Outputs,
        session.Float32(Node.Outputs[0]));
}
