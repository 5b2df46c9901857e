using HilRig.Kernels.FullyConnected;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.FullyConnected;

/// <summary>FULLY_CONNECTED on INT8 by <see cref="FullyConnectedS8"/> or its packed form.</summary>
public sealed class FullyConnectedInt8 : Int8Layer
{
    // Null where the definition runs: it counts what may wrap.
    private readonly PackedFullyConnectedS8? _packed;

    internal FullyConnectedInt8(PrepareContext context, FullyConnectedGeometry geometry, FullyConnectedParams parameters, WeightedLayer layer)
        : base(context, layer, geometry.Outputs, parameters.OutputOffset, parameters.Activation)
    {
        (Geometry, Parameters) = (geometry, parameters);
        if (context.Width != VectorWidth.Scalar)
            _packed = PackedFullyConnectedS8.Of(
                parameters, layer.Quantization, geometry.Batches, geometry.Depth, layer.Filter, layer.WidenedBias, geometry.Outputs,
                context.Rounding, context.Width);
    }

    public FullyConnectedGeometry Geometry { get; }

    public FullyConnectedParams Parameters { get; }

    public override long Macs => Geometry.Macs;

    public override int ScratchElements => _packed?.ScratchElements ?? 0;

    public override void Invoke(InferenceSession session)
    {
        var input = session.Int8(Node.Inputs[0]);
        var output = session.Int8(Node.Outputs[0]);
        if (_packed is not null)
            _packed.Run(input, output, session.Scratch);
        else
            FullyConnectedS8.Run(
                session.Kernel, Parameters, Quantization, Geometry.Batches, Geometry.Depth, input, Layer.Filter, Layer.WidenedBias,
                Geometry.Outputs, output);
    }

    public override int Accumulator(InferenceSession session, int element) => FullyConnectedS8.Accumulate(
        session.Kernel, Parameters, Geometry.Depth, session.Int8(Node.Inputs[0]), Layer.Filter, Layer.WidenedBias,
        Math.DivRem(element, Geometry.Outputs));
}
