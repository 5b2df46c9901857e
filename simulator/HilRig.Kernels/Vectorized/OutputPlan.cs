using HilRig.Kernels.FixedPoint;

namespace HilRig.Kernels.Vectorized;

/// <summary>How a block of channels is requantized.</summary>
internal enum BlockKind : byte
{
    /// <summary>Step by step as the scalar code, wraps included.</summary>
    Exact,

    /// <summary>One product, one addition, one shift.</summary>
    Folded,

    /// <summary>The same, and one less where the accumulator is negative: the second of two roundings goes away from zero.</summary>
    FoldedTies,
}

/// <summary>
/// Requantization decided when a layer is packed. From the accumulator's reach it follows which channels cannot leave 32 bits
/// on the way; for those the left shift goes into weights and bias, and both rounding constants and the output's offset into
/// one 64-bit addend, so that the high half of (accumulator * 2^Fold * Multiplier + Addend), shifted right once, is the output.
/// </summary>
internal sealed class OutputPlan
{
    private readonly LayerOutput _layer;
    private readonly ChannelPlan[] _channels;

    private OutputPlan(LayerOutput layer, ChannelPlan[] channels, int lanes)
    {
        (_layer, _channels) = (layer, channels);
        Kinds = [.. Enumerable.Range(0, (channels.Length + lanes - 1) / lanes).Select(block => KindOf(channels.AsSpan(block * lanes)[..Math.Min(lanes, channels.Length - block * lanes)]))];
        for (var channel = 0; channel < channels.Length; channel++)
        {
            if (Kinds[channel / lanes] == BlockKind.Exact)
                channels[channel] = ChannelPlan.Exact;
        }
        MayWrap = Enumerable.Range(0, layer.Channels).Any(c => AccumulatorBounds.MayWrap(layer.Reach[c].Magnitude, layer.Quantization[c], layer.Offset, layer.Rounding));
    }

    /// <summary>One for every block of lanes.</summary>
    public BlockKind[] Kinds { get; }

    /// <summary>True where some 32-bit step of the scalar definition may wrap for some input.</summary>
    public bool MayWrap { get; }

    public ChannelPlan this[int channel] => _channels[channel];

    public LayerOutput Layer => _layer;

    /// <param name="lanes">Channels in a block; one channel that cannot be folded keeps its block from it.</param>
    /// <param name="largestFold">How far weights may be shifted left; 0 where the emitter shifts accumulators instead.</param>
    public static OutputPlan For(LayerOutput layer, int lanes, Func<int, int> largestFold) =>
        new(layer, [.. Enumerable.Range(0, layer.Channels).Select(c => ChannelPlan.For(layer, c, largestFold(c)))], lanes);

    /// <summary>A weight or bias as packed: shifted, or 0 where the channel's output does not depend on it.</summary>
    public int Packed(int channel, int value) => _channels[channel].IsConstant ? 0 : unchecked(value << _channels[channel].Fold);

    // Channels with and without ties do not mix, constant ones go with both.
    private static BlockKind KindOf(ReadOnlySpan<ChannelPlan> channels)
    {
        var kind = BlockKind.Folded;
        foreach (var channel in channels)
        {
            if (channel.Kind == BlockKind.Exact)
                return BlockKind.Exact;
            if (!channel.IsConstant && channel.Kind == BlockKind.FoldedTies)
                kind = BlockKind.FoldedTies;
        }
        foreach (var channel in channels)
        {
            if (!channel.IsConstant && channel.Kind != kind)
                return BlockKind.Exact;
        }
        return kind;
    }
}

/// <summary>Constants of one folded channel.</summary>
/// <param name="Fold">Left shift of weights and bias, or of the accumulator.</param>
/// <param name="Shift">Final right shift of the high half, in [0, 31].</param>
internal readonly record struct ChannelPlan(BlockKind Kind, int Fold, int Multiplier, long Addend, int Shift, bool IsConstant)
{
    // A shift that leaves nothing.
    private const int NoAccumulator = 32;

    public static ChannelPlan Exact { get; } = new(BlockKind.Exact, 0, 0, 0, 0, false);

    public static ChannelPlan For(LayerOutput layer, int channel, int largestFold)
    {
        var ((multiplier, shift), reach) = (layer.Quantization[channel], layer.Reach[channel]);
        if (AccumulatorBounds.MayWrap(reach.Magnitude, layer.Quantization[channel], layer.Offset, layer.Rounding))
            return Exact;
        // Dead channels: a bias of 2^30 against weights that cannot move it.
        var (lowest, highest) = (Output(layer, channel, reach.Low), Output(layer, channel, reach.High));
        if (lowest == highest)
            return new(BlockKind.Folded, NoAccumulator, 0, (long)lowest << 32, 0, IsConstant: true);
        var (left, right) = (Math.Max(shift, 0), Math.Max(-shift, 0));
        var fold = left + 1;
        var high = ((reach.Magnitude << left) * (Int128)multiplier >> 31) + 2;
        if (multiplier < 0 || fold > largestFold || reach.Magnitude << fold > int.MaxValue || high + ((1L + Math.Abs(layer.Offset)) << right) > int.MaxValue)
            return Exact;
        var isDouble = layer.Rounding == Rounding.Double;
        var half = isDouble ? (1L << 31) + (right == 0 ? 0 : 1L << (right + 31)) : 1L << (31 + right);
        return new(isDouble && right > 0 ? BlockKind.FoldedTies : BlockKind.Folded, fold, multiplier, half + ((long)layer.Offset << (right + 32)), right, false);
    }

    private static int Output(LayerOutput layer, int channel, long accumulator)
    {
        var (multiplier, shift) = layer.Quantization[channel];
        return layer.Activation.Clamp(Requantization.Requantize((int)accumulator, multiplier, shift, layer.Rounding) + layer.Offset);
    }
}
