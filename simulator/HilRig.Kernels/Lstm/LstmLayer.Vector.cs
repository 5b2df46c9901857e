using System.Runtime.Intrinsics;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Lstm;

/// <summary>
/// <see cref="LstmUnidirectionalS8"/> and <see cref="LstmUnidirectionalS16"/> with the gates' rows summed many at a time. Equal to the
/// definitions to the bit.
/// </summary>
public static class VectorLstm
{
    /// <summary>True where no sum of int8 products can wrap; the definition counts wraps. int16 sums have 64 bits.</summary>
    public static bool ServesS8(LstmParams p) => new[] { p.ForgetGate, p.InputGate, p.CellGate, p.OutputGate }.All(gate =>
        gate.Input.EffectiveBias.All(bias => RowDots.Fits(bias, p.InputSize, 0, 0)) && gate.Hidden.EffectiveBias.All(bias => RowDots.Fits(bias, p.HiddenSize, 0, 0)));

    /// <summary>Arguments as of <see cref="LstmUnidirectionalS8.Run"/>.</summary>
    /// <param name="width">A width this machine supports, not scalar.</param>
    public static void RunS8(
        KernelContext context, LstmParams parameters, ReadOnlySpan<sbyte> input, Span<sbyte> output, Span<short> cellState,
        Span<sbyte> hiddenState, LstmBuffers buffers, VectorWidth width)
    {
        if (width == VectorWidth.Bits512)
            LstmLayer<sbyte, LstmUnidirectionalS8.Arithmetic<VectorRowDot<Lanes512, Vector512<int>>>>.Run(context, parameters, input, output, cellState, hiddenState, buffers);
        else if (width == VectorWidth.Bits256)
            LstmLayer<sbyte, LstmUnidirectionalS8.Arithmetic<VectorRowDot<Lanes256, Vector256<int>>>>.Run(context, parameters, input, output, cellState, hiddenState, buffers);
        else
            LstmLayer<sbyte, LstmUnidirectionalS8.Arithmetic<VectorRowDot<Lanes128, Vector128<int>>>>.Run(context, parameters, input, output, cellState, hiddenState, buffers);
    }

    /// <summary>Arguments as of <see cref="LstmUnidirectionalS16.Run"/>.</summary>
    /// <param name="width">A width this machine supports, not scalar.</param>
    public static void RunS16(
        KernelContext context, LstmParams parameters, ReadOnlySpan<short> input, Span<short> output, Span<short> cellState,
        Span<short> hiddenState, LstmBuffers buffers, VectorWidth width)
    {
        if (width == VectorWidth.Bits512)
            LstmLayer<short, LstmUnidirectionalS16.Arithmetic<VectorRowDot<Lanes512, Vector512<int>>>>.Run(context, parameters, input, output, cellState, hiddenState, buffers);
        else if (width == VectorWidth.Bits256)
            LstmLayer<short, LstmUnidirectionalS16.Arithmetic<VectorRowDot<Lanes256, Vector256<int>>>>.Run(context, parameters, input, output, cellState, hiddenState, buffers);
        else
            LstmLayer<short, LstmUnidirectionalS16.Arithmetic<VectorRowDot<Lanes128, Vector128<int>>>>.Run(context, parameters, input, output, cellState, hiddenState, buffers);
    }
}
