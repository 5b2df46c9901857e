using System.Collections.Immutable;

namespace HilRig.Simulator.Quantization.Schemes;

/// <summary>Keeps the accumulator's scale and clamps: what "just make it int8" does.</summary>
internal sealed class SaturateScheme : IBiasScheme
{
    public string Name => "saturate";

    public NarrowBias Narrow(ReadOnlySpan<int> biases, ImmutableArray<float> accumulatorScales, int largest)
    {
        var values = biases.ToArray();
        for (var c = 0; c < values.Length; c++)
            values[c] = Math.Clamp(values[c], -largest - 1, largest);
        return new(values, accumulatorScales);
    }
}
