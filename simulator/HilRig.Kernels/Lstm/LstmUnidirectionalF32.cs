using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Lstm;

/// <summary>Weights [hidden size][columns] of one gate and its bias.</summary>
public sealed record LstmF32Gate(float[] Input, float[] Recurrent, float[] Bias);

/// <summary>As <see cref="LstmParams"/> without quantization; the cell gate is a tanh.</summary>
/// <param name="CellClip">Bound of the cell state; 0 for none.</param>
public sealed record LstmF32Params(
    bool TimeMajor, int BatchSize, int TimeSteps, int InputSize, int HiddenSize, float CellClip,
    LstmF32Gate ForgetGate, LstmF32Gate InputGate, LstmF32Gate CellGate, LstmF32Gate OutputGate);

/// <summary>The float32 twin of <see cref="LstmUnidirectionalS8"/>; the state is always kept.</summary>
public static class LstmUnidirectionalF32
{
    /// <summary>float32 elements of scratch that <see cref="Run"/> needs.</summary>
    public static int ScratchFloats(LstmF32Params parameters) => 4 * parameters.HiddenSize;

    /// <param name="cellState">[batch][hidden size], updated in place.</param>
    /// <param name="hiddenState">[batch][hidden size], updated in place.</param>
    public static void Run(
        LstmF32Params parameters, ReadOnlySpan<float> input, Span<float> output, Span<float> cellState, Span<float> hiddenState, Span<float> scratch)
    {
        var units = parameters.HiddenSize;
        for (var batch = 0; batch < parameters.BatchSize; batch++)
        {
            var cell = cellState.Slice(batch * units, units);
            var hidden = hiddenState.Slice(batch * units, units);
            for (var time = 0; time < parameters.TimeSteps; time++)
            {
                var row = parameters.TimeMajor ? time * parameters.BatchSize + batch : batch * parameters.TimeSteps + time;
                var x = input.Slice(row * parameters.InputSize, parameters.InputSize);
                Step(parameters, x, hidden, cell, scratch);
                hidden.CopyTo(output.Slice(row * units, units));
            }
        }
    }

    private static void Step(LstmF32Params p, ReadOnlySpan<float> x, Span<float> hidden, Span<float> cell, Span<float> scratch)
    {
        var units = p.HiddenSize;
        // All four gates see the hidden state of the step before.
        Gate(p.ForgetGate, x, hidden, scratch[..units]);
        Gate(p.InputGate, x, hidden, scratch.Slice(units, units));
        Gate(p.CellGate, x, hidden, scratch.Slice(2 * units, units));
        Gate(p.OutputGate, x, hidden, scratch.Slice(3 * units, units));
        for (var i = 0; i < units; i++)
        {
            var update = Sigmoid(scratch[units + i]) * MathF.Tanh(scratch[2 * units + i]);
            cell[i] = Clip(Sigmoid(scratch[i]) * cell[i] + update, p.CellClip);
            hidden[i] = Sigmoid(scratch[3 * units + i]) * MathF.Tanh(cell[i]);
        }
    }

    private static void Gate(LstmF32Gate gate, ReadOnlySpan<float> x, ReadOnlySpan<float> hidden, Span<float> result)
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = DotF32.Dot(x, gate.Input.AsSpan(i * x.Length, x.Length)) + gate.Bias[i]
                + DotF32.Dot(hidden, gate.Recurrent.AsSpan(i * hidden.Length, hidden.Length));
    }

    private static float Clip(float value, float clip) => clip > 0 ? MathF.Min(MathF.Max(value, -clip), clip) : value;

    private static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));
}
