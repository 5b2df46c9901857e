using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.TransposeConv;

/// <summary>A prepared TRANSPOSE_CONV on INT16 or FLOAT32.</summary>
public sealed class TransposeConvOperator(OperatorNode node, ConvGeometry geometry, Action<InferenceSession> kernel) : PreparedOperator(node)
{
    /// <summary>Output and filter of the transposed convolution; the dilation is 1.</summary>
    public ConvGeometry Geometry { get; } = geometry;

    public override long Macs => Geometry.TransposedMacs;

    public override long Steps => Geometry.TransposedSteps;

    public override void Invoke(InferenceSession session) => kernel(session);
}
