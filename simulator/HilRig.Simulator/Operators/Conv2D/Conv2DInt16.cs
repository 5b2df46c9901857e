using HilRig.Kernels.Convolution;
using HilRig.Kernels.Reference;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Conv2D;

/// <summary>CONV_2D on INT16 with INT8 weights by <see cref="WideConvolution"/> or its packed form.</summary>
public sealed class Conv2DInt16 : PreparedOperator
{
    // Null where the definition runs: it counts what may wrap.
    private readonly PackedConvolveS16? _packed;

    internal Conv2DInt16(PrepareContext context, ConvGeometry geometry, ConvParams parameters, WideLayer layer)
        : base(context.Node)
    {
        (Geometry, Parameters, Layer) = (geometry, parameters, layer);
        if (context.Width != VectorWidth.Scalar)
            _packed = PackedConvolveS16.Of(
                parameters, layer.Quantization, geometry.Input, geometry.Filter, layer.Filter, layer.Bias, geometry.Output, context.Rounding,
                context.Width);
    }

    public ConvGeometry Geometry { get; }

    public ConvParams Parameters { get; }

    public WideLayer Layer { get; }

    public override long Macs => (long)Geometry.Output.Count * Geometry.Filter.H * Geometry.Filter.W * Geometry.Filter.C;

    public override int ScratchElements => _packed?.ScratchElements ?? 0;

    public override void Invoke(InferenceSession session)
    {
        var input = session.Int16(Node.Inputs[0]);
        var output = session.Int16(Node.Outputs[0]);
        if (_packed is not null)
            _packed.Run(input, output, session.Scratch);
        else
            WideConvolution.Run(
                session.Kernel, Parameters, Layer.Quantization, Geometry.Input, input, Geometry.Filter, Layer.Filter, Layer.Bias,
                Geometry.Output, output);
    }
}
