using HilRig.Kernels.Convolution;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.DepthwiseConv2D;

/// <summary>DEPTHWISE_CONV_2D on FLOAT32 by <see cref="DepthwiseConvF32"/>.</summary>
public sealed class DepthwiseConv2DFloat32 : PreparedOperator
{
    internal DepthwiseConv2DFloat32(PrepareContext context, ConvGeometry geometry, ConvF32Params parameters)
        : base(context.Node)
    {
        (Geometry, Parameters) = (geometry, parameters);
        Weights = FloatWeights.Read(context, geometry.Output.C);
    }

    public ConvGeometry Geometry { get; }

    public ConvF32Params Parameters { get; }

    public FloatWeights Weights { get; }

    /// <summary>Output channels per input channel.</summary>
    public int ChannelMultiplier => Geometry.Output.C / Geometry.Input.C;

    public override long Macs => (long)Geometry.Output.Count * Geometry.Filter.H * Geometry.Filter.W;

    public override void Invoke(InferenceSession session) => DepthwiseConvF32.Run(
        Parameters, ChannelMultiplier, Geometry.Input, session.Float32(Node.Inputs[0]), Geometry.Filter, Weights.Filter, Weights.Bias,
        Geometry.Output, session.Float32(Node.Outputs[0]));
}
