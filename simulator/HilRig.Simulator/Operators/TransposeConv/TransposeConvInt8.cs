using HilRig.Kernels.Convolution;
using HilRig.Kernels.Reference;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.TransposeConv;

/// <summary>TRANSPOSE_CONV on INT8 by <see cref="TransposeConvS8"/>.</summary>
public sealed class TransposeConvInt8 : Int8Layer
{
    internal TransposeConvInt8(PrepareContext context, ConvGeometry geometry, TransposeConvParams parameters, WeightedLayer layer)
        : base(context, layer, geometry.Output.C, parameters.OutputOffset, parameters.Activation)
    {
        (Geometry, Parameters) = (geometry, parameters);
    }

    /// <summary>Output and filter of the transposed convolution; the dilation is 1.</summary>
    public ConvGeometry Geometry { get; }

    public TransposeConvParams Parameters { get; }

    public override long Macs => Geometry.TransposedMacs;

    public override long Steps => Geometry.TransposedSteps;

    public override void Invoke(InferenceSession session) => PlainConvolution.Run(
        session.Kernel, Parameters, Quantization, Geometry.Input, session.Int8(Node.Inputs[2]), Geometry.Filter, Layer.Filter,
        Layer.WidenedBias, Geometry.Output, session.Int8(Node.Outputs[0]));

    public override int Accumulator(InferenceSession session, int element) => TransposeConvS8.Accumulate(
        session.Kernel, Parameters, Geometry.Input, session.Int8(Node.Inputs[2]), Geometry.Filter, Layer.Filter, Layer.WidenedBias,
        Geometry.Position(element));
}
