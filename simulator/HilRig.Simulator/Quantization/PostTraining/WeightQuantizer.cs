using System.Runtime.InteropServices;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization.PostTraining.Formats;

namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>Symmetric int8 weights: zero point 0, codes -127 to 127, the largest magnitude at 127.</summary>
internal static class WeightQuantizer
{
    private const int Largest = sbyte.MaxValue;

    /// <summary>The scale of each channel, or the one of the tensor: largest magnitude / 127.</summary>
    /// <param name="weights">A FLOAT32 constant.</param>
    /// <exception cref="ModelException">A weight is NaN or infinite.</exception>
    public static double[] Scales(TensorInfo weights, WeightRule rule, NumberFormat format)
    {
        var layout = Layout.Of(weights, rule);
        var magnitudes = new float[layout.Channels];
        var values = MemoryMarshal.Cast<byte, float>(weights.Data.Span);
        for (var i = 0; i < values.Length; i++)
            // Math.Max keeps a NaN, so that the check below finds it.
            magnitudes[layout.Channel(i)] = Math.Max(magnitudes[layout.Channel(i)], Math.Abs(values[i]));
        foreach (var magnitude in magnitudes)
            if (!float.IsFinite(magnitude))
                throw new MalformedModelException($"{weights} holds {magnitude}; weights must be finite");
        return [.. FillZeros([.. magnitudes.Select(m => (double)m / Largest)]).Select(format.WeightScale)];
    }

    /// <summary>Codes under the given scales, which need not be those of <see cref="Scales"/>.</summary>
    public static TensorPatch Quantize(TensorInfo weights, WeightRule rule, double[] scales)
    {
        var layout = Layout.Of(weights, rule);
        var values = MemoryMarshal.Cast<byte, float>(weights.Data.Span);
        var codes = new byte[values.Length];
        for (var i = 0; i < codes.Length; i++)
            codes[i] = Code(values[i] / scales[layout.Channel(i)]);
        return new(
            weights.Index, ElementType.Int8, codes,
            new([.. scales.Select(s => (float)s)], [.. scales.Select(_ => 0L)], rule.PerChannel ? rule.Axis : 0));
    }

    // Any scale would do for a channel of zeros; the layer's largest keeps its multiplier ordinary.
    private static double[] FillZeros(double[] scales)
    {
        var largest = scales.Max() is > 0 and var most ? most : 1;
        return [.. scales.Select(s => s > 0 ? s : largest)];
    }

    private static byte Code(double steps) =>
        unchecked((byte)(sbyte)Math.Clamp(Math.Round(steps, MidpointRounding.AwayFromZero), -Largest, Largest));

    /// <summary>Flat index to output channel.</summary>
    private readonly record struct Layout(int Channels, int Stride)
    {
        public static Layout Of(TensorInfo weights, WeightRule rule) => new(
            rule.PerChannel ? weights.Shape[rule.Axis] : 1,
            weights.Shape.Skip(rule.Axis + 1).Aggregate(1, (product, dimension) => product * dimension));

        public int Channel(int index) => index / Stride % Channels;
    }
}
