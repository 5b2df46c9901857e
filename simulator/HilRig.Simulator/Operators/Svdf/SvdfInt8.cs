using HilRig.Kernels.Svdf;
using HilRig.Simulator.Execution;

namespace HilRig.Simulator.Operators.Svdf;

/// <summary>SVDF on INT8 with an INT8 state, by <see cref="SvdfS8"/>.</summary>
public sealed class SvdfInt8 : PreparedOperator
{
    internal SvdfInt8(PrepareContext context, SvdfInputs inputs, SvdfParams parameters, sbyte[] feature, sbyte[] time, int[] bias)
        : base(context.Node)
    {
        (Dims, Parameters, Feature, Time, Bias) = (inputs.Dims, parameters, feature, time, bias);
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

    public override void Invoke(InferenceSession session) => SvdfS8.Run(
        session.Kernel, (true, true), Parameters, Dims, session.Int8(Node.Inputs[0]), session.Int8(Node.Inputs[4]), Feature, Time, Bias,
        session.Int8(Node.Outputs[0]));
}
