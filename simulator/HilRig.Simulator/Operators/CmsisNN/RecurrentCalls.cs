using HilRig.Kernels.Lstm;
using HilRig.Kernels.Svdf;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Operators.Svdf;
using HilRig.Simulator.Operators.UnidirectionalSequenceLstm;

namespace HilRig.Simulator.Operators.CmsisNN;

/// <summary>Operators with a state as TensorFlow Lite Micro's glue hands them to CMSIS-NN.</summary>
internal static class RecurrentCalls
{
    /// <summary>
    /// An int8 state is clamped to int16 and stored in its low byte, so that it wraps where the reference saturates; its zero point is
    /// taken as 0. With an int16 state glue and reference agree.
    /// </summary>
    public static LibraryOperator Svdf(SvdfInt8 o)
    {
        var parameters = o.Parameters with { InputActivation = new ActivationRange(short.MinValue, short.MaxValue), StateOffset = 0 };
        return new(o, session => SvdfS8.Run(
            session.Kernel, (true, true), parameters, o.Dims, session.Int8(o.Node.Inputs[0]), session.Int8(o.Node.Inputs[4]), o.Feature,
            o.Time, o.Bias, session.Int8(o.Node.Outputs[0])));
    }

    /// <summary>Every inference begins anew: the file's state variables are neither read nor kept.</summary>
    public static LibraryOperator Lstm(LstmIntegerOperator o) => new(o, session =>
    {
        var (buffers, input, output) = ((LstmBuffers)session.Workspace(o.Node), o.Node.Inputs[0], o.Node.Outputs[0]);
        if (o.IsInt8)
            LstmUnidirectionalS8.Run(
                session.Kernel, o.Parameters, session.Int8(input), session.Int8(output), session.Int16(o.CellState), [], buffers);
        else
            LstmUnidirectionalS16.Run(
                session.Kernel, o.Parameters, session.Int16(input), session.Int16(output), session.Int16(o.CellState), [], buffers);
    });
}
