using HilRig.Kernels.Convolution;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Reference;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.DepthwiseConv2D;

/// <summary>DEPTHWISE_CONV_2D on INT16 with INT8 weights by <see cref="DepthwiseConvS16"/> or its packed form.</summary>
public sealed class DepthwiseConv2DInt16 : PreparedOperator
{
    // Null where the definition runs: it counts what may wrap.
    private readonly PackedDepthwiseConvS16? _packed;

    internal DepthwiseConv2DInt16(PrepareContext context, ConvGeometry geometry, DepthwiseConvParams parameters, WideLayer layer)
        : base(context.Node)
    {
        (Geometry, Parameters, Layer) = (geometry, parameters, layer);
        if (context.Width != VectorWidth.Scalar)
            _packed = PackedDepthwiseConvS16.Of(
                parameters, layer.Quantization, geometry.Input, geometry.Filter, layer.Filter, BiasData.Of(layer.WideBias), geometry.Output,
                context.Rounding, context.Width);
    }

    public ConvGeometry Geometry { get; }

    public DepthwiseConvParams Parameters { get; }

    public WideLayer Layer { get; }

    public override long Macs => (long)Geometry.Output.Count * Geometry.Filter.H * Geometry.Filter.W;

    public override int ScratchElements => _packed?.ScratchElements ?? 0;

    public override void Invoke(InferenceSession session)
    {
        var input = session.Int16(Node.Inputs[0]);
        var output = session.Int16(Node.Outputs[0]);
        if (_packed is not null)
            _packed.Run(input, output, session.Scratch);
        else
            PlainConvolution.Run(
                session.Kernel, Parameters, Layer.Quantization, Geometry.Input, input, Geometry.Filter, Layer.Filter, Layer.WideBias,
                Geometry.Output, output);
    }
}
