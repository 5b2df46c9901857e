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
    private readonly VectorWidth _width;

    internal LstmIntegerOperator(PrepareContext context, LstmInputs inputs, LstmParams parameters)
        : base(context.Node)
    {
        (Parameters, IsInt8) = (parameters, context.Output.Type == ElementType.Int8);
        (HiddenState, CellState) = (inputs.HiddenState.Index, inputs.CellState.Index);
        // Where something may wrap the scalar definition runs: it counts the wraps.
        _width = IsInt8 && !VectorLstm.ServesS8(parameters) ? VectorWidth.Scalar : context.Width;
    }

    public LstmParams Parameters { get; }

    /// <summary>INT8 or INT16 input, hidden state and output.</summary>
    public bool IsInt8 { get; }

    /// <summary>Tensor index of the variable.</summary>
    public int HiddenState { get; }

    /// <summary>Tensor index of the variable, INT16.</summary>
    public int CellState { get; }

    public override long Macs =>
        4L * Parameters.BatchSize * Parameters.TimeSteps * Parameters.HiddenSize * (Parameters.InputSize + Parameters.HiddenSize);

    public override bool HasWorkspace => true;

    public override object CreateWorkspace() => new LstmBuffers(Parameters.HiddenSize);

    public override void Invoke(InferenceSession session)
    {
        var (buffers, input, output) = ((LstmBuffers)session.Workspace(Node), Node.Inputs[0], Node.Outputs[0]);
        if (IsInt8)
            Int8(session, session.Int8(input), session.Int8(output), buffers);
        else
            Int16(session, session.Int16(input), session.Int16(output), buffers);
    }

    private void Int8(InferenceSession session, ReadOnlySpan<sbyte> input, Span<sbyte> output, LstmBuffers buffers)
    {
        if (_width == VectorWidth.Scalar)
            LstmUnidirectionalS8.Run(session.Kernel, Parameters, input, output, session.Int16(CellState), session.Int8(HiddenState), buffers);
        else
            VectorLstm.RunS8(session.Kernel, Parameters, input, output, session.Int16(CellState), session.Int8(HiddenState), buffers, _width);
    }

    private void Int16(InferenceSession session, ReadOnlySpan<short> input, Span<short> output, LstmBuffers buffers)
    {
        if (_width == VectorWidth.Scalar)
            LstmUnidirectionalS16.Run(session.Kernel, Parameters, input, output, session.Int16(CellState), session.Int16(HiddenState), buffers);
        else
            VectorLstm.RunS16(session.Kernel, Parameters, input, output, session.Int16(CellState), session.Int16(HiddenState), buffers, _width);
    }
}
