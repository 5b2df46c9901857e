using System.Collections.Immutable;

namespace HilRig.Simulator.Quantization.Schemes;

/// <summary>One smallest shift per layer for which every bias fits: CMSIS-NN's legacy <c>bias_shift</c> in accumulator units.</summary>
internal sealed class LayerShiftScheme : IBiasScheme
{
    public string Name => "layer-shift";

    public NarrowBias Narrow(ReadOnlySpan<int> biases, ImmutableArray<float> accumulatorScales, int largest)
    {
        var shift = 0;
        foreach (var bias in biases)
            shift = Math.Max(shift, ShiftRounding.SmallestShift(bias, largest));
        var values = new int[biases.Length];
        for (var c = 0; c < values.Length; c++)
            values[c] = ShiftRounding.Round(biases[c], shift);
        return new(values, [.. accumulatorScales.Select(a => ShiftRounding.Scaled(a, shift))]);
    }
}
