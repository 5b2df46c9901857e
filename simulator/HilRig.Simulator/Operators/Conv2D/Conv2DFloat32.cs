using HilRig.Kernels.Convolution;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Conv2D;

/// <summary>CONV_2D on FLOAT32 by <see cref="ConvolveF32"/>.</summary>
public sealed class Conv2DFloat32 : PreparedOperator
{
    internal Conv2DFloat32(PrepareContext context, ConvGeometry geometry, ConvF32Params parameters)
        : base(context.Node)
    {
        (Geometry, Parameters) = (geometry, parameters);
        Weights = FloatWeights.Read(context, geometry.Output.C);
    }

    public ConvGeometry Geometry { get; }

    public ConvF32Params Parameters { get; }

    public FloatWeights Weights { get; }

    public override long Macs => (long)Geometry.Output.Count * Geometry.Filter.H * Geometry.Filter.W * Geometry.Filter.C;

    public override void Invoke(InferenceSession session) => ConvolveF32.Run(
        Parameters, Geometry.Input, session.Float32(Node.Inputs[0]), Geometry.Filter, Weights.Filter, Weights.Bias, Geometry.Output,
        session.Float32(Node.Outputs[0]));
}
