using HilRig.Kernels.FullyConnected;
using HilRig.Kernels.Reference;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.FullyConnected;

/// <summary>
/// FULLY_CONNECTED on INT16 with INT8 weights. CMSIS-NN's kernel knows neither a weight zero point, nor an INT32 bias, nor a scale
/// for each channel; this is the reference's arithmetic, which has them and agrees with it elsewhere.
/// </summary>
public sealed class FullyConnectedInt16 : PreparedOperator
{
    internal FullyConnectedInt16(PrepareContext context, FullyConnectedGeometry geometry, FullyConnectedParams parameters, WideLayer layer)
        : base(context.Node)
    {
        (Geometry, Parameters, Layer) = (geometry, parameters, layer);
    }

    public FullyConnectedGeometry Geometry { get; }

    public FullyConnectedParams Parameters { get; }

    public WideLayer Layer { get; }

    public override long Macs => Geometry.Macs;

    public override void Invoke(InferenceSession session) => WideFullyConnected.Run(
        session.Kernel, Parameters, Layer.Quantization, Geometry.Batches, Geometry.Depth, session.Int16(Node.Inputs[0]), Layer.Filter,
        Layer.Bias, Geometry.Outputs, session.Int16(Node.Outputs[0]));
}
