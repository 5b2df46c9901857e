using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.UnidirectionalSequenceLstm;

/// <summary>The tensors of one gate, checked constants.</summary>
internal sealed record LstmGateInputs(TensorInfo Input, TensorInfo Recurrent, TensorInfo Bias);

/// <summary>The tensors of one LSTM, checked against each other.</summary>
/// <param name="HiddenState">Variable [batch][hidden size], of the input's type.</param>
/// <param name="CellState">Variable [batch][hidden size], INT16 or FLOAT32.</param>
internal sealed record LstmInputs(
    int Batches, int TimeSteps, int InputSize, int HiddenSize, TensorInfo HiddenState, TensorInfo CellState,
    LstmGateInputs Forget, LstmGateInputs Update, LstmGateInputs Cell, LstmGateInputs Output)
{
    // Positions in the operator's list of 24; the input, forget, cell and output gate's tensors follow each other.
    private const int InputWeights = 1, RecurrentWeights = 5, Biases = 12, HiddenPosition = 18, CellPosition = 19;
    private static readonly int[] Unsupported = [9, 10, 11, 16, 17, 20, 21, 22, 23];

    public static LstmInputs Of(PrepareContext context, bool timeMajor)
    {
        if (Unsupported.FirstOrDefault(p => context.OptionalInput(p) is not null) is var extra and not 0)
            throw context.Unsupported($"{context.Input(extra)} as input {extra}", "no peepholes, projection or layer normalization");
        var input = context.Input(0);
        var (hidden, cell) = (context.Variable(context.Input(HiddenPosition)), context.Variable(context.Input(CellPosition)));
        if (input.Shape.Length != 3 || input.ElementCount < 1 || hidden.Shape.Length < 1 || hidden.ElementCount < 1)
            throw context.Unsupported($"{input} with state {hidden}", "an input of rank 3");
        var (batches, steps) = timeMajor ? (input.Shape[1], input.Shape[0]) : (input.Shape[0], input.Shape[1]);
        var (size, units) = (input.Shape[2], hidden.Shape[^1]);
        if (hidden.ElementCount != (long)batches * units || cell.ElementCount != hidden.ElementCount)
            throw context.Malformed($"{hidden} and {cell} should hold {batches} * {units} elements");
        context.RequireShape(context.Output, input.Shape[0], input.Shape[1], units);
        context.SameType(context.Output, input);
        context.SameType(hidden, input);
        LstmGateInputs Gate(int gate) => new(
            Weights(context, InputWeights + gate, units, size), Weights(context, RecurrentWeights + gate, units, units),
            Weights(context, Biases + gate, units));
        return new(batches, steps, size, units, hidden, cell, Gate(1), Gate(0), Gate(2), Gate(3));
    }

    private static TensorInfo Weights(PrepareContext context, int position, params ReadOnlySpan<int> shape)
    {
        var tensor = context.Input(position);
        context.RequireShape(context.Constant(tensor, tensor.Type), shape);
        return tensor;
    }
}
