using HilRig.Kernels.Convolution;
using HilRig.Kernels.Reference;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.DepthwiseConv2D;

/// <summary>DEPTHWISE_CONV_2D on INT16 with INT8 weights by <see cref="DepthwiseConvS16"/>.</summary>
public sealed class DepthwiseConv2DInt16 : PreparedOperator
{
    internal DepthwiseConv2DInt16(PrepareContext context, ConvGeometry geometry, DepthwiseConvParams parameters, WideLayer layer)
        : base(context.Node)
    {
        (Geometry, Parameters, Layer) = (geometry, parameters, layer);
    }

    public ConvGeometry Geometry { get; }

    public DepthwiseConvParams Parameters { get; }

    public WideLayer Layer { get; }

    public override long Macs => (long)Geometry.Output.Count * Geometry.Filter.H * Geometry.Filter.W;

    public override void Invoke(InferenceSession session) => PlainConvolution.Run(
        session.Kernel, Parameters, Layer.Quantization, Geometry.Input, session.Int16(Node.Inputs[0]), Geometry.Filter, Layer.Filter,
        Layer.WideBias, Geometry.Output, session.Int16(Node.Outputs[0]));
}
