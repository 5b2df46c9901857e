using HilRig.Kernels.Lstm;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.UnidirectionalSequenceLstm;

/// <summary>UNIDIRECTIONAL_SEQUENCE_LSTM without peepholes, projection and layer normalization.</summary>
public sealed class UnidirectionalSequenceLstmDefinition : OperatorDefinition
{
    public override BuiltinOperator Code => BuiltinOperator.UnidirectionalSequenceLstm;

    public override int MaxVersion => 4;

    public override string SupportedTypes => "INT8 or INT16 with INT8 weights and an INT16 cell state, FLOAT32";

    public override OperatorOptions ReadOptions(OptionsTable table) => LstmOptions.Read(table);

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var options = LstmOptions.Read(context.Node.Options);
        if (options.Activation != FusedActivation.Tanh)
            throw context.Unsupported($"{options.Activation} as the cell gate's activation", "TANH");
        var inputs = LstmInputs.Of(context, options.TimeMajor);
        return (context.Output.Type, inputs.CellState.Type) switch
        {
            (ElementType.Int8 or ElementType.Int16, ElementType.Int16) =>
                new LstmIntegerOperator(context, inputs, LstmScaling.Parameters(context, inputs, options)),
            (ElementType.Float32, ElementType.Float32) => new LstmFloatOperator(context, inputs, Real(context, inputs, options)),
            _ => throw context.Unsupported($"{context.Output} with cell state {inputs.CellState}", SupportedTypes),
        };
    }

    private static LstmF32Params Real(PrepareContext context, LstmInputs inputs, LstmOptions options)
    {
        float[] Values(TensorInfo tensor) => PrepareContext.Values<float>(context.Constant(tensor, ElementType.Float32));
        LstmF32Gate Gate(LstmGateInputs gate) => new(Values(gate.Input), Values(gate.Recurrent), Values(gate.Bias));
        return new(
            options.TimeMajor, inputs.Batches, inputs.TimeSteps, inputs.InputSize, inputs.HiddenSize, options.CellClip,
            Gate(inputs.Forget), Gate(inputs.Update), Gate(inputs.Cell), Gate(inputs.Output));
    }
}
