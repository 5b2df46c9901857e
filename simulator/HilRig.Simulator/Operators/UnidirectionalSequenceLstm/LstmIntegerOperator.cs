using HilRig.Kernels.Lstm;
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
    private readonly int _hidden;
    private readonly int _cell;

    internal LstmIntegerOperator(PrepareContext context, LstmInputs inputs, LstmParams parameters)
        : base(context.Node)
    {
        (Parameters, _isInt8) = (parameters, context.Output.Type == ElementType.Int8);
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
            LstmUnidirectionalS8.Run(
                session.Kernel, Parameters, session.Int8(input), session.Int8(output), session.Int16(_cell), session.Int8(_hidden), buffers);
        else
            LstmUnidirectionalS16.Run(
                session.Kernel, Parameters, session.Int16(input), session.Int16(output), session.Int16(_cell), session.Int16(_hidden), buffers);
    }
}
