using System.Collections.Immutable;

namespace HilRig.Simulator.Quantization;

/// <summary>A rule that narrows one layer's int32 biases to a given width.</summary>
public interface IBiasScheme
{
    /// <summary>As written on the command line: <c>channel-shift</c>.</summary>
    string Name { get; }

    /// <summary>Narrows the biases of one layer.</summary>
    /// <param name="biases">int32 biases in accumulator steps, one per channel.</param>
    /// <param name="accumulatorScales">a[c]: one, or one per channel; positive.</param>
    /// <param name="largest">Largest stored value Q; the smallest is -Q - 1.</param>
    NarrowBias Narrow(ReadOnlySpan<int> biases, ImmutableArray<float> accumulatorScales, int largest);
}

/// <summary>A layer's narrow biases: real bias = Values[c] * Scales[c or 0].</summary>
public sealed record NarrowBias(int[] Values, ImmutableArray<float> Scales);
