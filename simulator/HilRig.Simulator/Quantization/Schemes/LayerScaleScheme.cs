using System.Collections.Immutable;

namespace HilRig.Simulator.Quantization.Schemes;

/// <summary>One real scale per layer, the largest real bias at full scale: a per-tensor scale as other frameworks have it.</summary>
internal class LayerScaleScheme : IBiasScheme
{
    public virtual string Name => "layer-scale";

    public NarrowBias Narrow(ReadOnlySpan<int> biases, ImmutableArray<float> accumulatorScales, int largest)
    {
        var real = new double[biases.Length];
        for (var c = 0; c < real.Length; c++)
            real[c] = biases[c] * (double)(accumulatorScales.Length == 1 ? accumulatorScales[0] : accumulatorScales[c]);
        var max = real.Select(Math.Abs).DefaultIfEmpty(0).Max();
        if (max == 0)
            return new(new int[biases.Length], accumulatorScales);
        var scale = Scale(max / largest);
        return new([.. real.Select(r => Code(r / scale, largest))], [(float)scale]);
    }

    /// <summary>The layer's scale, given the smallest that makes every bias fit.</summary>
    protected virtual double Scale(double smallest) => smallest;

    private static int Code(double steps, int largest) =>
        (int)Math.Clamp(Math.Round(steps, MidpointRounding.ToEven), -largest - 1, largest);
}
