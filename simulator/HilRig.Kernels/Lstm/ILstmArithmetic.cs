using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Lstm;

/// <summary>Where the int8 and the int16 LSTM differ: how a gate accumulates, and the type of the hidden state.</summary>
internal interface ILstmArithmetic<T>
{
    /// <summary>A row of weights times a vector, plus its effective bias, requantized to Q3.12 without saturation.</summary>
    static abstract int GatePart(KernelContext context, LstmGatePart part, int row, ReadOnlySpan<T> vector);

    /// <summary>hidden = scaled output gate * tanh(cell), plus the zero point.</summary>
    static abstract void Hidden(
        KernelContext context, QuantizedMultiplier scale, int offset, ReadOnlySpan<short> gate, ReadOnlySpan<short> cell, Span<T> hidden);
}
