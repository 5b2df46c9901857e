using HilRig.Kernels.Lstm;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.UnidirectionalSequenceLstm;

/// <summary>
/// UNIDIRECTIONAL_SEQUENCE_LSTM on INT8 or INT16. Hidden and cell state are kept from one inference to the next, as in the reference;
/// CMSIS-NN's glue starts anew each time.
/// </summary>
public sealed class LstmIntegerOperator : PreparedOperator
{
    private readonly bool _isInt8;
    private readonly VectorWidth _width;
    private readonly int _hidden;
    private readonly int _cell;

    internal LstmIntegerOperator(PrepareContext context, LstmInputs inputs, LstmParams parameters)
        : base(context.Node)
    {
        (Parameters, _isInt8) = (parameters, context.Output.Type == ElementType.Int8);
        // Where something may wrap the scalar definition runs: it counts the wraps.
        _width = _isInt8 && !VectorLstm.ServesS8(parameters) ? VectorWidth.Scalar : context.Width;
        (_hidden, _cell) = (inputs.HiddenState.Index, inputs.CellState.Index);
    }

    public LstmParams Parameters { get; }

    public override long Macs =>
        4L * Parameters.BatchSize * Parameters.TimeSteps * Parameters.HiddenSize * (Parameters.InputSize + Parameters.HiddenSize);

    public override bool HasWorkspace => true;

    public override object CreateWorkspace() => new LstmBuffers(Parameters.HiddenSize);

    public override void Invoke(InferenceSession session)
    {
        var (buffers, input, output) = ((LstmBuffers)session.Workspace(this), Node.Inputs[0], Node.Outputs[0]);
        if (_isInt8)
            Int8(session, session.Int8(input), session.Int8(output), buffers);
        else
            Int16(session, session.Int16(input), session.Int16(output), buffers);
    }

    private void Int8(InferenceSession session, ReadOnlySpan<sbyte> input, Span<sbyte> output, LstmBuffers buffers)
    {
        if (_width == VectorWidth.Scalar)
            LstmUnidirectionalS8.Run(session.Kernel, Parameters, input, output, session.Int16(_cell), session.Int8(_hidden), buffers);
        else
            VectorLstm.RunS8(session.Kernel, Parameters, input, output, session.Int16(_cell), session.Int8(_hidden), buffers, _width);
    }

    private void Int16(InferenceSession session, ReadOnlySpan<short> input, Span<short> output, LstmBuffers buffers)
    {
        if (_width == VectorWidth.Scalar)
            LstmUnidirectionalS16.Run(session.Kernel, Parameters, input, output, session.Int16(_cell), session.Int16(_hidden), buffers);
        else
            VectorLstm.RunS16(session.Kernel, Parameters, input, output, session.Int16(_cell), session.Int16(_hidden), buffers, _width);
    }
}
