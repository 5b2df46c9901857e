using HilRig.Kernels.FullyConnected;
using HilRig.Kernels.Reference;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.FullyConnected;

/// <summary>
/// FULLY_CONNECTED on INT16 with INT8 weights. CMSIS-NN's kernel knows neither a weight zero point, nor an INT32 bias, nor a scale
/// for each channel; this is the reference's arithmetic, which has them and agrees with it elsewhere.
/// </summary>
public sealed class FullyConnectedInt16 : PreparedOperator
{
    // Null where the definition runs: it counts what may wrap.
    private readonly PackedFullyConnectedS16? _packed;

    internal FullyConnectedInt16(PrepareContext context, FullyConnectedGeometry geometry, FullyConnectedParams parameters, WideLayer layer)
        : base(context.Node)
    {
        (Geometry, Parameters, Layer) = (geometry, parameters, layer);
        if (context.Width != VectorWidth.Scalar)
            _packed = PackedFullyConnectedS16.Of(
                parameters, layer.Quantization, geometry.Batches, geometry.Depth, layer.Filter, layer.Bias, geometry.Outputs, context.Rounding,
                context.Width);
    }

    public FullyConnectedGeometry Geometry { get; }

    public FullyConnectedParams Parameters { get; }

    public WideLayer Layer { get; }

    public override long Macs => Geometry.Macs;

    public override int ScratchElements => _packed?.ScratchElements ?? 0;

    public override void Invoke(InferenceSession session)
    {
        var input = session.Int16(Node.Inputs[0]);
        var output = session.Int16(Node.Outputs[0]);
        if (_packed is not null)
            _packed.Run(input, output, session.Scratch);
        else
            WideFullyConnected.Run(
                session.Kernel, Parameters, Layer.Quantization, Geometry.Batches, Geometry.Depth, input, Layer.Filter, Layer.Bias,
                Geometry.Outputs, output);
    }
}
