using HilRig.Kernels.Convolution;
using HilRig.Kernels.Reference;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Conv2D;

/// <summary>CONV_2D on INT16 with INT8 weights by <see cref="WideConvolution"/>.</summary>
public sealed class Conv2DInt16 : PreparedOperator
{
    internal Conv2DInt16(PrepareContext context, ConvGeometry geometry, ConvParams parameters, WideLayer layer)
        : base(context.Node)
    {
        (Geometry, Parameters, Layer) = (geometry, parameters, layer);
    }

    public ConvGeometry Geometry { get; }

    public ConvParams Parameters { get; }

    public WideLayer Layer { get; }

    public override long Macs => (long)Geometry.Output.Count * Geometry.Filter.H * Geometry.Filter.W * Geometry.Filter.C;

    public override void Invoke(InferenceSession session) => WideConvolution.Run(
        session.Kernel, Parameters, Layer.Quantization, Geometry.Input, session.Int16(Node.Inputs[0]), Geometry.Filter, Layer.Filter,
        Layer.Bias, Geometry.Output, session.Int16(Node.Outputs[0]));
}
