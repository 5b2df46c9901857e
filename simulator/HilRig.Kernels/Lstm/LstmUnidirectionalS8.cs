using HilRig.Kernels.BasicMath;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Lstm;

/// <summary><c>arm_lstm_unidirectional_s8</c>: an LSTM with int8 input and output, int16 cell state, int32 accumulators.</summary>
/// <remarks>
/// input [batch][time][input size] or time-major, output likewise with the hidden size, cellState [batch][hidden size].
/// Gates are Q3.12 before their activation, Q0.15 after it.
/// </remarks>
public static class LstmUnidirectionalS8
{
    /// <param name="cellState">Updated in place; cleared first when there is no hidden state.</param>
    /// <param name="hiddenState">Where the last call ended, updated in place; empty to start anew.</param>
    /// <param name="buffers">For the layer's hidden size; one per thread.</param>
    public static void Run(
        KernelContext context, LstmParams parameters, ReadOnlySpan<sbyte> input, Span<sbyte> output, Span<short> cellState,
        Span<sbyte> hiddenState, LstmBuffers buffers) =>
        LstmLayer<sbyte, Arithmetic<ScalarRowDot>>.Run(context, parameters, input, output, cellState, hiddenState, buffers);

    internal readonly struct Arithmetic<TDot> : ILstmArithmetic<sbyte>
        where TDot : struct, IRowDot
    {
        public static int GatePart(KernelContext context, LstmGatePart part, int row, ReadOnlySpan<sbyte> vector)
        {
            var weights = part.Weights.AsSpan(row * vector.Length, vector.Length);
            return context.Requantize(TDot.Of(context, (int)part.EffectiveBias[row], vector, 0, weights, 0), part.Scale);
        }

        public static void Hidden(
            KernelContext context, QuantizedMultiplier scale, int offset, ReadOnlySpan<short> gate, ReadOnlySpan<short> cell, Span<sbyte> hidden) =>
            ElementwiseMulS16S8.Run(context, scale, offset, hidden.Length, 1, 1, gate, cell, hidden);
    }
}
