using System.Runtime.InteropServices;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Images;

/// <summary>The widening section of an operator.</summary>
internal static class WideningData
{
    public static byte[] Of(BiasWidening widening)
    {
        // Beyond these a factor saturates or vanishes for every narrow bias, so clamping changes no widened value.
        var shifts = widening.Factors.Select(f => unchecked((byte)(sbyte)Math.Clamp(f.Shift, sbyte.MinValue, sbyte.MaxValue))).ToArray();
        var multipliers = widening.Factors.Select(f => f.Multiplier).ToArray();
        return widening.Kind switch
        {
            WideningKind.LayerShift or WideningKind.ChannelShift => shifts,
            WideningKind.LayerMultiplier => Bytes([multipliers[0], widening.Factors[0].Shift]),
            WideningKind.ChannelMultiplier => [.. Bytes(multipliers), .. shifts],
            _ => [],
        };
    }

    private static byte[] Bytes(int[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
