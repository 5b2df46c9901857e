using HilRig.Kernels.BasicMath;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Lstm;

/// <summary><c>arm_lstm_unidirectional_s16</c>: <see cref="LstmUnidirectionalS8"/> with int16 input and output, int64 accumulators.</summary>
/// <remarks>The MVE build cuts the effective bias to 32 bits and sums the first 512 columns in 32 bits.</remarks>
public static class LstmUnidirectionalS16
{
    private const int MveColumns32 = 512;

    /// <param name="cellState">Updated in place; cleared first when there is no hidden state.</param>
    /// <param name="hiddenState">Where the last call ended, updated in place; empty to start anew.</param>
    /// <param name="buffers">For the layer's hidden size; one per thread.</param>
    public static void Run(
        KernelContext context, LstmParams parameters, ReadOnlySpan<short> input, Span<short> output, Span<short> cellState,
        Span<short> hiddenState, LstmBuffers buffers) =>
        LstmLayer<short, Arithmetic<ScalarRowDot>>.Run(context, parameters, input, output, cellState, hiddenState, buffers);

    internal readonly struct Arithmetic<TDot> : ILstmArithmetic<short>
        where TDot : struct, IRowDot
    {
        public static int GatePart(KernelContext context, LstmGatePart part, int row, ReadOnlySpan<short> vector)
        {
            var weights = part.Weights.AsSpan(row * vector.Length, vector.Length);
            var sum = context.Path == KernelPath.Mve ? MveSum(part.EffectiveBias[row], vector, weights) : TDot.Of(part.EffectiveBias[row], vector, weights);
            return context.Requantize64(sum, part.Scale.Reduced, part.Scale.Shift);
        }

        public static void Hidden(
            KernelContext context, QuantizedMultiplier scale, int offset, ReadOnlySpan<short> gate, ReadOnlySpan<short> cell, Span<short> hidden) =>
            ElementwiseMulS16BatchOffset.Run(context, scale, offset, hidden.Length, 1, 1, gate, cell, hidden);

        private static long MveSum(long bias, ReadOnlySpan<short> vector, ReadOnlySpan<sbyte> weights)
        {
            var sum = Cut(bias);
            for (var i = 0; i < vector.Length; i++)
            {
                sum += weights[i] * vector[i];
                if (i < MveColumns32)
                    sum = Cut(sum);
            }
            return sum;
        }

        private static long Cut(long value) => unchecked((int)value);
    }
}
