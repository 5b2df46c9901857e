using HilRig.Kernels.FixedPoint;

namespace HilRig.Kernels.Tensors;

/// <summary><c>cmsis_nn_per_channel_quant_params</c>: one multiplier and shift per output channel, or a single pair for all.</summary>
/// <param name="Multipliers">Q0.31 factors; length 1 or the number of output channels.</param>
/// <param name="Shifts">Powers of two in [-31, 30]; as many as multipliers.</param>
public sealed record OutputQuantization(int[] Multipliers, int[] Shifts)
{
    /// <summary>The multiplier and shift of output channel <paramref name="channel"/>.</summary>
    public QuantizedMultiplier this[int channel] =>
        Multipliers.Length == 1 ? new(Multipliers[0], Shifts[0]) : new(Multipliers[channel], Shifts[channel]);

    /// <summary>The first pair, for all channels.</summary>
    public OutputQuantization First => Multipliers.Length == 1 ? this : Slice(0, 1);

    /// <summary>The pairs of <paramref name="count"/> channels from <paramref name="first"/>; a single pair stays as it is.</summary>
    public OutputQuantization Slice(int first, int count) =>
        Multipliers.Length == 1 ? this : new(Multipliers[first..(first + count)], Shifts[first..(first + count)]);
}
