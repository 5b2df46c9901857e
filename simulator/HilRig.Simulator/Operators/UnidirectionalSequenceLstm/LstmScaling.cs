using HilRig.Kernels.Activation;
using HilRig.Kernels.Lstm;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.UnidirectionalSequenceLstm;

/// <summary>Integer parameters of an LSTM as TensorFlow Lite Micro prepares it.</summary>
internal static class LstmScaling
{
    // Gates are Q3.12 before their activation and Q0.15 after it, whatever the file's intermediates say.
    private const double GateInput = 1.0 / 4096;
    private const double GateOutput = 1.0 / 32768;

    public static LstmParams Parameters(PrepareContext context, LstmInputs inputs, LstmOptions options)
    {
        var (hidden, cell) = (context.Scale(inputs.HiddenState), context.SymmetricScale(inputs.CellState));
        LstmGate Gate(LstmGateInputs gate, NNActivationType activation) => new(
            Part(context, context.Scale(context.Input(0)), gate.Input, gate.Bias), Part(context, hidden, gate.Recurrent, null), activation);
        return new(
            options.TimeMajor, inputs.Batches, inputs.TimeSteps, inputs.InputSize, inputs.HiddenSize,
            context.Multiplier(GateOutput * cell.Scale / cell.Scale, "the forget factor"),
            context.Multiplier(GateOutput * GateOutput / cell.Scale, "2^-30 / cell scale"),
            CellClip(options.CellClip, cell.Scale), CellScalePower(context, cell.Scale),
            context.Multiplier(GateOutput * GateOutput / hidden.Scale, "2^-30 / hidden scale"), hidden.ZeroPoint,
            Gate(inputs.Forget, NNActivationType.Sigmoid), Gate(inputs.Update, NNActivationType.Sigmoid),
            Gate(inputs.Cell, NNActivationType.Tanh), Gate(inputs.Output, NNActivationType.Sigmoid));
    }

    // The input's zero point times the sum of a row's weights goes into the bias once, so that the kernel adds no offsets.
    private static LstmGatePart Part(PrepareContext context, TensorScale values, TensorInfo weights, TensorInfo? bias)
    {
        var scale = context.Scale(weights);
        var factor = context.Multiplier((double)(values.Scale * scale.Scale) / GateInput, "input scale * weight scale * 4096");
        if (context.Input(0).Type == ElementType.Int16)
            context.RequireWide(factor);
        var filter = PrepareContext.Values<sbyte>(context.Constant(weights, ElementType.Int8));
        var (rows, columns) = (weights.Shape[0], weights.Shape[1]);
        var effective = bias is null ? new long[rows] : Bias(context, bias);
        for (var row = 0; row < rows; row++)
            effective[row] = unchecked(effective[row] - values.ZeroPoint * Sum(filter.AsSpan(row * columns, columns)));
        // The int8 layer keeps them in 32 bits.
        var isWide = context.Input(0).Type == ElementType.Int16;
        return new(factor, filter, isWide ? effective : [.. effective.Select(b => (long)unchecked((int)b))]);
    }

    private static long Sum(ReadOnlySpan<sbyte> weights)
    {
        var sum = 0L;
        foreach (var weight in weights)
            sum += weight;
        return sum;
    }

    private static long[] Bias(PrepareContext context, TensorInfo bias) => context.Input(0).Type == ElementType.Int16
        ? PrepareContext.Values<long>(context.Constant(bias, ElementType.Int64))
        : [.. PrepareContext.Values<int>(context.Constant(bias, ElementType.Int32)).Select(b => (long)b)];

    // The smallest int16 has no counterpart: the cell then is clamped to +-32767.
    private static int CellClip(float clip, float scale)
    {
        var steps = Math.Truncate(Math.Clamp((double)clip / scale, short.MinValue, short.MaxValue));
        return steps > 0 ? (int)steps : 0;
    }

    // The scale is taken as the nearest power of two without a check that it is one.
    private static int CellScalePower(PrepareContext context, float scale)
    {
        var power = (int)MathF.Round(MathF.Log(scale) * (1 / MathF.Log(2)), MidpointRounding.AwayFromZero);
        return power is >= -27 and <= 3 ? power : throw context.Unsupported($"a cell scale of {scale}", "2^-27 to 8, usually 2^-11");
    }
}
