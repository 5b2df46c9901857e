using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.TransposeConv;

/// <summary>A prepared TRANSPOSE_CONV of one type.</summary>
public sealed class TransposeConvOperator(OperatorNode node, ConvGeometry geometry, Action<InferenceSession> kernel) : PreparedOperator(node)
{
    /// <summary>Output and filter of the transposed convolution; the dilation is 1.</summary>
    public ConvGeometry Geometry { get; } = geometry;

    public override long Macs => (long)Geometry.Input.Count * Geometry.Filter.H * Geometry.Filter.W * Geometry.Filter.N;

    /// <summary>Each output looks at every tap, though only a stride's share of them falls on it.</summary>
    public override long Steps => Math.Max(Macs, (long)Geometry.Output.Count * Geometry.Filter.H * Geometry.Filter.W);

    public override void Invoke(InferenceSession session) => kernel(session);
}
