using System.Collections.Immutable;

namespace HilRig.Simulator.Quantization.Repair;

/// <summary>One way to store a layer's bias: a grid of values for each channel, and what it costs.</summary>
/// <param name="Name">Width and scheme as in <see cref="BiasSpec"/>; <c>layer-shift-1</c> is one below the smallest shift at which all biases fit.</param>
/// <param name="Bits">2 to 16, or 32.</param>
/// <param name="Scales">s_b: one, or one per channel; empty for int32.</param>
/// <param name="Steps">The distance of two neighbouring codes in accumulator steps, for each channel.</param>
/// <param name="Bytes">Flash of the layer's bias with shifts, multipliers and padding.</param>
public sealed record BiasFormat(string Name, int Bits, ImmutableArray<float> Scales, ImmutableArray<double> Steps, int Bytes)
{
    private const int Unchanged = 32;

    public bool IsInt32 => Bits == Unchanged;

    /// <summary>Largest code, 2^(Bits-1) - 1; the smallest is one further from zero.</summary>
    public int Largest => (int)((1L << (Bits - 1)) - 1);

    internal static BiasFormat Int32(LayerBias bias, int bytes) =>
        new("int32", Unchanged, [], [.. bias.Stored.Select(_ => 1.0)], bytes);

    /// <summary>The code next to a value in accumulator steps; ties to even, clamped to the width.</summary>
    public int Nearest(double value, int channel) =>
        (int)Math.Clamp(Math.Round(value / Steps[channel], MidpointRounding.ToEven), -(double)Largest - 1, Largest);

    /// <summary>What a code widens to, in accumulator steps.</summary>
    public double Widened(int code, int channel) => Math.Round(code * Steps[channel], MidpointRounding.AwayFromZero);

    /// <summary>Whether every bias of the layer keeps its value.</summary>
    public bool IsExact(LayerBias bias)
    {
        for (var c = 0; c < bias.Widened.Length; c++)
            if (Widened(Nearest(bias.Widened[c], c), c) != bias.Widened[c])
                return false;
        return true;
    }
}
