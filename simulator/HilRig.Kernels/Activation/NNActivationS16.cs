using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Activation;

/// <summary><c>arm_nn_activation_type</c>.</summary>
public enum NNActivationType
{
    Sigmoid = 0,
    Tanh = 1,
}

/// <summary><c>arm_nn_activation_s16</c>: sigmoid or tanh of int16 through a table of 256 entries with interpolation.</summary>
/// <remarks>Input Q(3 + shift).(12 - shift), output Q0.15; negative inputs mirror positive ones.</remarks>
public static class NNActivationS16
{
    // sigmoid(i / 24) in Q0.16, less half the error that interpolation makes at the midpoint of a step; the last one saturated.
    private static readonly ushort[] SigmoidTable = MakeTable();

    /// <param name="leftShift">Left shift of the input before the table, 0 for Q3.12; negative shifts right and rounds.</param>
    public static void Run(
        KernelContext context, ReadOnlySpan<short> input, Span<short> output, int leftShift, NNActivationType type)
    {
        for (var i = 0; i < input.Length; i++)
            output[i] = Of(Scaled(context, input[i], leftShift), type);
    }

    /// <summary>The activation of a value whose 24 * 512 steps (sigmoid) or 24 * 256 steps (tanh) make 1.</summary>
    public static short Of(int scaled, NNActivationType type) => type == NNActivationType.Sigmoid ? Sigmoid(scaled) : Tanh(scaled);

    private static int Scaled(KernelContext context, short value, int leftShift) => leftShift >= 0
        ? context.Wrap32((long)value * 3 << leftShift)
        : (3 * value + (1 << (-leftShift - 1))) >> -leftShift;

    private static short Sigmoid(int scaled)
    {
        var result = Interpolated(scaled, 9, 0x7FFF << 10);
        return unchecked((short)(scaled >= 0 ? (result + 512) >> 10 : ((1 << 25) - result + 511) >> 10));
    }

    private static short Tanh(int scaled)
    {
        var result = Interpolated(scaled, 8, 0xFFFF << 8) - (1 << 23);
        return unchecked((short)(scaled >= 0 ? (result + 128) >> 8 : (-result + 127) >> 8));
    }

    private static int Interpolated(int scaled, int fractionBits, int saturated)
    {
        var magnitude = Math.Abs((long)scaled);
        var index = magnitude >> fractionBits;
        if (index >= 255)
            return saturated;
        var fraction = (int)(magnitude & ((1 << fractionBits) - 1));
        return (SigmoidTable[index] << fractionBits) + fraction * (SigmoidTable[index + 1] - SigmoidTable[index]);
    }

    private static ushort[] MakeTable()
    {
        static double Value(double i) => 65536 / (1 + Math.Exp(-i / 24));
        var table = new ushort[256];
        for (var i = 0; i < table.Length - 1; i++)
        {
            var bend = (Value(i) + Value(i + 1)) / 2 - Value(i + 0.5);
            table[i] = (ushort)Math.Round(Value(i) - bend / 2, MidpointRounding.AwayFromZero);
        }
        table[^1] = ushort.MaxValue;
        return table;
    }
}
