using HilRig.Kernels.Activation;

namespace HilRig.Kernels.Legacy;

/// <summary>The legacy activations: sigmoid and tanh of [-8, 8) from tables of 256 steps of 1/16.</summary>
public static class ActivationsDirect
{
    // log2 of the range's half: values with so many integer bits index the table by all their bits.
    private const int RangeBits = 3;

    private static readonly short[] Sigmoid15 = Table(32768, x => 1 / (1 + Math.Exp(-x)));
    private static readonly short[] Tanh15 = Table(32768, Math.Tanh);
    private static readonly short[] Sigmoid7 = Table(128, x => 1 / (1 + Math.Exp(-x)));
    private static readonly short[] Tanh7 = Table(128, Math.Tanh);

    /// <summary><c>arm_nn_activations_direct_q7</c>, in place.</summary>
    /// <param name="intWidth">Integer bits of the values, 0 .. 3.</param>
    /// <exception cref="NNSupport.KernelContractException">More integer bits, a negative shift in the C.</exception>
    public static void Q7(Span<sbyte> data, int intWidth, NNActivationType type)
    {
        CheckWidth("arm_nn_activations_direct_q7", intWidth);
        var table = type == NNActivationType.Sigmoid ? Sigmoid7 : Tanh7;
        foreach (ref var x in data)
            x = (sbyte)table[(byte)((x >> (RangeBits - intWidth)) & 0xFF)];
    }

    /// <summary><c>arm_nn_activations_direct_q15</c>, in place; linear between the table's entries, constant behind the last.</summary>
    /// <param name="intWidth">Integer bits of the values, 0 .. 3.</param>
    /// <exception cref="NNSupport.KernelContractException">More integer bits than the table's range has.</exception>
    public static void Q15(Span<short> data, int intWidth, NNActivationType type)
    {
        CheckWidth("arm_nn_activations_direct_q15", intWidth);
        var table = type == NNActivationType.Sigmoid ? Sigmoid15 : Tanh15;
        var shift = 8 + RangeBits - intWidth;
        foreach (ref var x in data)
            x = Interpolate(table, x >> shift, x & ((1 << shift) - 1), shift);
    }

    private static short Interpolate(short[] table, int index, int fraction, int shift)
    {
        var value = table[(byte)(index & 0xFF)];
        if (index == 0x7F)
            return value;
        var next = table[(byte)((index + 1) & 0xFF)];
        return (short)((((1 << shift) - fraction) * value + next * fraction) >> shift);
    }

    // Entry j holds f(j / 16), j taken as a signed byte.
    private static short[] Table(int one, Func<double, double> f)
    {
        var table = new short[256];
        for (var j = 0; j < table.Length; j++)
        {
            var x = unchecked((sbyte)j) / 16.0;
            table[j] = (short)Math.Clamp(Math.Floor(one * f(x) + 0.5), -one, one - 1);
        }
        return table;
    }

    private static void CheckWidth(string kernel, int width) =>
        new LegacyContract(kernel).Require(width is >= 0 and <= RangeBits, $"int_width {width} is not in [0, {RangeBits}]");
}
