using System.Runtime.InteropServices;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>Symmetric int8 weights: zero point 0, codes -127 to 127, the largest magnitude at 127.</summary>
internal static class WeightQuantizer
{
    private const int Largest = sbyte.MaxValue;

    /// <summary>Codes and scales of a FLOAT32 constant.</summary>
    /// <param name="weights">Finite values; its <see cref="WeightRule.Axis"/> is the output channel.</param>
    /// <exception cref="ModelException">A weight is NaN or infinite.</exception>
    public static TensorPatch Quantize(TensorInfo weights, WeightRule rule)
    {
        var values = MemoryMarshal.Cast<byte, float>(weights.Data.Span);
        var channels = rule.PerChannel ? weights.Shape[rule.Axis] : 1;
        var stride = weights.Shape.Skip(rule.Axis + 1).Aggregate(1, (product, dimension) => product * dimension);
        var scales = Scales(weights, Magnitudes(values, channels, stride));
        var codes = new byte[values.Length];
        for (var i = 0; i < codes.Length; i++)
            codes[i] = Code(values[i], scales[i / stride % channels]);
        return new(weights.Index, ElementType.Int8, codes, new([.. scales], [.. scales.Select(_ => 0L)], rule.PerChannel ? rule.Axis : 0));
    }

    private static float[] Magnitudes(ReadOnlySpan<float> values, int channels, int stride)
    {
        var magnitudes = new float[channels];
        for (var i = 0; i < values.Length; i++)
            // Max keeps a NaN, so that the check of the magnitudes finds it.
            magnitudes[i / stride % channels] = Math.Max(magnitudes[i / stride % channels], Math.Abs(values[i]));
        return magnitudes;
    }

    // A channel of zeros has no scale of its own. It takes the layer's largest: any other number would do for its weights, but its
    // bias is counted in steps of this scale, and a tiny one would push it out of int32.
    private static float[] Scales(TensorInfo weights, float[] magnitudes)
    {
        if (Array.Find(magnitudes, m => !float.IsFinite(m)) is var bad && !float.IsFinite(bad))
            throw new MalformedModelException($"{weights} holds {bad}; weights must be finite");
        var scales = magnitudes.Select(m => m / Largest).ToArray();
        var largest = scales.Max() is > 0 and var most ? most : 1;
        return [.. scales.Select(s => s > 0 ? s : largest)];
    }

    private static byte Code(float value, float scale)
    {
        var code = Math.Round((double)value / scale, MidpointRounding.AwayFromZero);
        return unchecked((byte)(sbyte)Math.Clamp(code, -Largest, Largest));
    }
}
