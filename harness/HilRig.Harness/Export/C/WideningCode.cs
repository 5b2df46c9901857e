using HilRig.Harness.Export.C.Text;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Export.C;

/// <summary>
/// Functions that widen narrow biases, in C: those of <see cref="Kernels.Bias.Widening"/> to the bit. Shifts beyond what can matter are cut when
/// the constants are written, so that no C shift leaves its type.
/// </summary>
internal static class WideningCode
{
    // A bias of 16 bits, not 0, saturates from 31 on; 2^47 still fits the 64 bits.
    private const int MostShift = 32;

    // q * multiplier is at least 2^30 and below 2^46.
    private const int LeastScaleShift = -31, MostScaleShift = 47;

    private const string Saturated = """
        static int32_t saturated(int64_t value)
        {
            return value > INT32_MAX ? INT32_MAX : value < INT32_MIN ? INT32_MIN : (int32_t)value;
        }
        """;

    private const string Scaled = """
        // round(value * multiplier * 2^(shift - 31)), halves away from zero.
        static int32_t scaled(int32_t value, int32_t multiplier, int32_t shift)
        {
            const int64_t product = (int64_t)value * multiplier;
            if (shift >= 31) {
                return saturated(product * ((int64_t)1 << (shift - 31)));
            }
            const int64_t half = (int64_t)1 << (30 - shift);
            const int64_t magnitude = ((product < 0 ? -product : product) + half) >> (31 - shift);
            return saturated(product < 0 ? -magnitude : magnitude);
        }
        """;

    /// <summary>Such a function's name; <paramref name="type"/> is int8_t or int16_t.</summary>
    public static string Function(string type, WideningKind kind) => $"widen_{(type == "int8_t" ? "s8" : "s16")}_{Suffix(kind)}";

    /// <summary>For people.</summary>
    public static string Words(WideningKind kind) => kind switch
    {
        WideningKind.LayerShift => "one shift",
        WideningKind.ChannelShift => "a shift each",
        WideningKind.LayerMultiplier => "one scale",
        _ => "a scale each",
    };

    public static byte Shift(int shift) => (byte)Math.Min(shift, MostShift);

    public static sbyte ScaleShift(int shift) => (sbyte)Math.Clamp(shift, LeastScaleShift, MostScaleShift);

    /// <summary>The functions that are called, and what they call.</summary>
    public static IEnumerable<string> Functions(IReadOnlyCollection<(string Type, WideningKind Kind)> used)
    {
        if (used.Count == 0)
            yield break;
        yield return Saturated;
        if (used.Any(u => u.Kind is WideningKind.LayerMultiplier or WideningKind.ChannelMultiplier))
            yield return Scaled;
        foreach (var (type, kind) in used.OrderBy(u => u.Type, StringComparer.Ordinal).ThenBy(u => u.Kind))
            yield return Definition(type, kind);
    }

    private static string Definition(string type, WideningKind kind)
    {
        var (parameters, value) = kind switch
        {
            WideningKind.LayerShift => ("int32_t shift", "saturated(biases[c] * ((int64_t)1 << shift))"),
            WideningKind.ChannelShift => ("const uint8_t *shifts", "saturated(biases[c] * ((int64_t)1 << shifts[c]))"),
            WideningKind.LayerMultiplier => ("int32_t multiplier, int32_t shift", "scaled(biases[c], multiplier, shift)"),
            _ => ("const int32_t *multipliers, const int8_t *shifts", "scaled(biases[c], multipliers[c], shifts[c])"),
        };
        var head = CExpression.Call("static void ", Function(type, kind), ["int32_t *wide", $"const {type} *biases", parameters, "int32_t channels"]).TrimEnd(';');
        return $$"""
            {{head}}
            {
                for (int32_t c = 0; c < channels; c++) {
                    wide[c] = {{value}};
                }
            }
            """;
    }

    private static string Suffix(WideningKind kind) => kind switch
    {
        WideningKind.LayerShift => "layer_shift",
        WideningKind.ChannelShift => "channel_shift",
        WideningKind.LayerMultiplier => "layer_scale",
        _ => "channel_scale",
    };
}
