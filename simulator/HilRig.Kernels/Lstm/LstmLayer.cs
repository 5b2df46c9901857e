using HilRig.Kernels.Activation;
using HilRig.Kernels.BasicMath;
using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Lstm;

/// <summary>What <see cref="LstmUnidirectionalS8"/> and <see cref="LstmUnidirectionalS16"/> share: the steps of the cell.</summary>
internal static class LstmLayer<T, TArithmetic>
    where T : unmanaged
    where TArithmetic : struct, ILstmArithmetic<T>
{
    public static void Run(KernelContext context, LstmParams p, ReadOnlySpan<T> input, Span<T> output, Span<short> cellState, Span<T> hiddenState, LstmBuffers buffers)
    {
        var isStateful = !hiddenState.IsEmpty;
        if (!isStateful)
            cellState.Clear();
        for (var batch = 0; batch < p.BatchSize; batch++)
        {
            var cell = cellState.Slice(batch * p.HiddenSize, p.HiddenSize);
            // Without a hidden state the first step has none: only the input speaks.
            ReadOnlySpan<T> hidden = isStateful ? hiddenState.Slice(batch * p.HiddenSize, p.HiddenSize) : [];
            for (var time = 0; time < p.TimeSteps; time++)
            {
                var row = p.TimeMajor ? time * p.BatchSize + batch : batch * p.TimeSteps + time;
                var next = output.Slice(row * p.HiddenSize, p.HiddenSize);
                Step(context, p, input.Slice(row * p.InputSize, p.InputSize), hidden, cell, next, buffers);
                hidden = next;
            }
            if (isStateful)
                hidden.CopyTo(hiddenState[(batch * p.HiddenSize)..]);
        }
    }

    private static void Step(
        KernelContext context, LstmParams p, ReadOnlySpan<T> input, ReadOnlySpan<T> hidden, Span<short> cell, Span<T> next, LstmBuffers buffers)
    {
        var temp1 = buffers.Temp1.AsSpan(0, p.HiddenSize);
        var temp2 = buffers.Temp2.AsSpan(0, p.HiddenSize);
        Gate(context, p.ForgetGate, input, hidden, temp1);
        ElementwiseMulS16BatchOffset.Run(context, p.ForgetToCell, 0, p.HiddenSize, 1, 1, temp1, cell, cell);
        Gate(context, p.InputGate, input, hidden, temp1);
        Gate(context, p.CellGate, input, hidden, temp2);
        ElementwiseMulAccS16.Run(context, p.InputToCell, new(-p.CellClip, p.CellClip), temp1, temp2, cell);
        Gate(context, p.OutputGate, input, hidden, temp1);
        NNActivationS16.Run(context, cell, temp2, p.CellScalePower + 12, NNActivationType.Tanh);
        TArithmetic.Hidden(context, p.Output, p.OutputOffset, temp1, temp2, next);
    }

    private static void Gate(KernelContext context, LstmGate gate, ReadOnlySpan<T> input, ReadOnlySpan<T> hidden, Span<short> result)
    {
        for (var row = 0; row < result.Length; row++)
        {
            var value = Saturate(TArithmetic.GatePart(context, gate.Input, row, input));
            if (!hidden.IsEmpty)
                value = Saturate(context.Wrap32((long)TArithmetic.GatePart(context, gate.Hidden, row, hidden) + value));
            result[row] = value;
        }
        NNActivationS16.Run(context, result, result, 0, gate.Activation);
    }

    private static short Saturate(int value) => (short)Math.Clamp(value, short.MinValue, short.MaxValue);
}

/// <summary>The temporaries of <c>cmsis_nn_lstm_context</c>, int16 [hidden size] each here; the C keeps a batch of them.</summary>
public sealed class LstmBuffers(int hiddenSize)
{
    internal short[] Temp1 { get; } = new short[hiddenSize];

    internal short[] Temp2 { get; } = new short[hiddenSize];

    /// <summary>Bytes that the C needs for each temporary.</summary>
    public static int CBytes(int batchSize, int hiddenSize) => 2 * batchSize * hiddenSize;
}
