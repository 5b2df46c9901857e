using HilRig.Kernels.Svdf;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;

namespace HilRig.Simulator.Operators.Svdf;

/// <summary>SVDF on INT8 with an INT8 state, by <see cref="SvdfS8"/> or its vector form.</summary>
public sealed class SvdfInt8 : PreparedOperator
{
    private readonly VectorWidth _width;

    internal SvdfInt8(PrepareContext context, SvdfInputs inputs, SvdfParams parameters, sbyte[] feature, sbyte[] time, int[] bias)
        : base(context.Node)
    {
        (Dims, Parameters, Feature, Time, Bias) = (inputs.Dims, parameters, feature, time, bias);
        // Where something may wrap the scalar definition runs: it counts the wraps.
        _width = VectorSvdf.Serves(parameters, inputs.Dims, bias) ? context.Width : VectorWidth.Scalar;
    }

    public SvdfDims Dims { get; }

    /// <summary>With the state's zero point, and a clamp to INT8: the reference saturates.</summary>
    public SvdfParams Parameters { get; }

    /// <summary>[features][input size].</summary>
    public sbyte[] Feature { get; }

    /// <summary>[features][memory].</summary>
    public sbyte[] Time { get; }

    /// <summary>[units]; empty for none.</summary>
    public int[] Bias { get; }

    public override long Macs => (long)Dims.Batches * Dims.Features * (Dims.InputSize + Dims.Memory);

    public override void Invoke(InferenceSession session)
    {
        var (input, state) = (Node.Inputs[0], Node.Inputs[4]);
        var output = session.Int8(Node.Outputs[0]);
        if (_width == VectorWidth.Scalar)
            SvdfS8.Run(session.Kernel, (true, true), Parameters, Dims, session.Int8(input), session.Int8(state), Feature, Time, Bias, output);
        else
            VectorSvdf.Run(session.Kernel, Parameters, Dims, session.Int8(input), session.Int8(state), Feature, Time, Bias, output, _width);
    }
}
