using System.Collections.Immutable;
using HilRig.Kernels.Bias;
using HilRig.Kernels.FixedPoint;

namespace HilRig.Simulator.Quantization;

/// <summary>How a layer's narrow biases become int32; the numbers are those of the model image (firmware/IMAGE.md).</summary>
public enum WideningKind : byte
{
    None = 0,
    LayerShift = 1,
    ChannelShift = 2,
    LayerMultiplier = 3,
    ChannelMultiplier = 4,
}

/// <summary>The widening of one layer.</summary>
/// <param name="Factors">
/// One factor per layer or per channel. For the shift kinds only <see cref="QuantizedMultiplier.Shift"/> counts: it is the
/// left shift itself.
/// </param>
public sealed record BiasWidening(WideningKind Kind, ImmutableArray<QuantizedMultiplier> Factors)
{
    public static readonly BiasWidening None = new(WideningKind.None, []);

    /// <summary>True for the kinds that a shift alone cannot do.</summary>
    public bool Multiplies => Kind is WideningKind.LayerMultiplier or WideningKind.ChannelMultiplier;

    /// <summary>Bytes a board stores for it: a byte a shift, four more a multiplier (a layer's own shift takes four).</summary>
    public int Bytes => Kind switch
    {
        WideningKind.LayerShift or WideningKind.ChannelShift => Factors.Length,
        WideningKind.LayerMultiplier => 2 * sizeof(int),
        WideningKind.ChannelMultiplier => Factors.Length * (sizeof(int) + 1),
        _ => 0,
    };

    /// <summary>
    /// The widening that the file's scales ask for: m[c] = s_b[c] / a[c] in float64. Powers of two of at least 1 become
    /// shifts, anything else a multiplier and a shift; factors equal on all channels are kept once.
    /// </summary>
    public static BiasWidening For(ImmutableArray<float> biasScales, ImmutableArray<float> accumulatorScales, int channels)
    {
        var factors = Enumerable.Range(0, channels)
            .Select(c => (double)At(biasScales, c) / At(accumulatorScales, c))
            .ToArray();
        var alike = factors.All(f => f == factors[0]);
        if (factors.All(IsShift))
            return new(
                alike ? WideningKind.LayerShift : WideningKind.ChannelShift,
                [.. factors.Take(alike ? 1 : channels).Select(f => new QuantizedMultiplier(1, Math.ILogB(f)))]);
        return new(
            alike ? WideningKind.LayerMultiplier : WideningKind.ChannelMultiplier,
            [.. factors.Take(alike ? 1 : channels).Select(f => QuantizedMultiplier.FromReal(f))]);
    }

    /// <summary>Widens one integer per channel; int32 biases pass unchanged.</summary>
    public int[] Apply(int[] stored) => Kind == WideningKind.None ? stored : [.. stored.Select(Widen)];

    private int Widen(int q, int channel)
    {
        var factor = Factors.Length == 1 ? Factors[0] : Factors[channel];
        return Kind is WideningKind.LayerShift or WideningKind.ChannelShift
            ? Widening.Shift(q, factor.Shift)
            : Widening.Multiply(q, factor);
    }

    private static float At(ImmutableArray<float> values, int channel) => values.Length == 1 ? values[0] : values[channel];

    private static bool IsShift(double factor) =>
        factor >= 1 && factor <= Math.ScaleB(1, 62) && Math.ScaleB(1, Math.ILogB(factor)) == factor;
}
