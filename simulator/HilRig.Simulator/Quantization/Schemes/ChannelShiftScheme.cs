using System.Collections.Immutable;

namespace HilRig.Simulator.Quantization.Schemes;

/// <summary>The smallest shift for each channel of its own: nearly free, and best at 8 bits.</summary>
internal sealed class ChannelShiftScheme : IBiasScheme
{
    public string Name => "channel-shift";

    public NarrowBias Narrow(ReadOnlySpan<int> biases, ImmutableArray<float> accumulatorScales, int largest)
    {
        var values = new int[biases.Length];
        var scales = new float[biases.Length];
        for (var c = 0; c < values.Length; c++)
        {
            var shift = ShiftRounding.SmallestShift(biases[c], largest);
            values[c] = ShiftRounding.Round(biases[c], shift);
            scales[c] = ShiftRounding.Scaled(accumulatorScales.Length == 1 ? accumulatorScales[0] : accumulatorScales[c], shift);
        }
        return new(values, [.. scales]);
    }
}
