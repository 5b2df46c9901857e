using HilRig.Kernels.Convolution;
using HilRig.Kernels.Reference;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Conv2D;

/// <summary>CONV_2D on INT8 by <see cref="ConvolveS8"/> or its packed form.</summary>
public sealed class Conv2DInt8 : Int8Layer
{
    // Null where the definition runs: it counts what may wrap.
    private readonly PackedConvolveS8? _packed;

    internal Conv2DInt8(PrepareContext context, ConvGeometry geometry, ConvParams parameters, WeightedLayer layer)
        : base(context, layer, geometry.Output.C, parameters.OutputOffset, parameters.Activation)
    {
        (Geometry, Parameters) = (geometry, parameters);
        if (context.Width != VectorWidth.Scalar)
            _packed = PackedConvolveS8.Of(
                parameters, layer.Quantization, geometry.Input, geometry.Filter, layer.Filter, Layer.WidenedBias, geometry.Output,
                context.Rounding, context.Width);
    }

    public ConvGeometry Geometry { get; }

    public ConvParams Parameters { get; }

    public override long Macs => (long)Geometry.Output.Count * Geometry.Filter.H * Geometry.Filter.W * Geometry.Filter.C;

    public override int ScratchElements => _packed?.ScratchElements ?? 0;

    public override void Invoke(InferenceSession session)
    {
        var input = session.Int8(Node.Inputs[0]);
        var output = session.Int8(Node.Outputs[0]);
        if (_packed is not null)
            _packed.Run(input, output, session.Scratch);
        else
            PlainConvolution.Run(
                session.Kernel, Parameters, Quantization, Geometry.Input, input, Geometry.Filter, Layer.Filter, Layer.WidenedBias,
                Geometry.Output, output);
    }

    public override int Accumulator(InferenceSession session, int element) => ConvolveS8.Accumulate(
        session.Kernel, Parameters, Geometry.Input, session.Int8(Node.Inputs[0]), Geometry.Filter, Layer.Filter, Layer.WidenedBias,
        Geometry.Position(element));
}
