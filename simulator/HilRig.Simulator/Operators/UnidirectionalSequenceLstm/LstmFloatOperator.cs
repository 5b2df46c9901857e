using System.Runtime.InteropServices;
using HilRig.Kernels.Lstm;
using HilRig.Simulator.Execution;

namespace HilRig.Simulator.Operators.UnidirectionalSequenceLstm;

/// <summary>UNIDIRECTIONAL_SEQUENCE_LSTM on FLOAT32.</summary>
public sealed class LstmFloatOperator : PreparedOperator
{
    private readonly int _hidden;
    private readonly int _cell;

    internal LstmFloatOperator(PrepareContext context, LstmInputs inputs, LstmF32Params parameters)
        : base(context.Node)
    {
        (Parameters, _hidden, _cell) = (parameters, inputs.HiddenState.Index, inputs.CellState.Index);
    }

    public LstmF32Params Parameters { get; }

    public override long Macs =>
        4L * Parameters.BatchSize * Parameters.TimeSteps * Parameters.HiddenSize * (Parameters.InputSize + Parameters.HiddenSize);

    public override int ScratchElements => LstmUnidirectionalF32.ScratchFloats(Parameters) * sizeof(float) / sizeof(short);

    public override void Invoke(InferenceSession session) => LstmUnidirectionalF32.Run(
        Parameters, session.Float32(Node.Inputs[0]), session.Float32(Node.Outputs[0]), session.Float32(_cell), session.Float32(_hidden),
        MemoryMarshal.Cast<short, float>(session.Scratch));
}
