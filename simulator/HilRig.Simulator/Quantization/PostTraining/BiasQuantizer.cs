using System.Collections.Immutable;
using System.Runtime.InteropServices;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization.PostTraining.Formats;

namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>int32 or int64 biases in steps of the accumulator: scale float32(s_in * s_w[c]), zero point 0.</summary>
internal static class BiasQuantizer
{
    /// <summary>The smallest weight scale of each channel for which its bias fits.</summary>
    /// <param name="channels">As many as there are biases, or 1 for one scale for all.</param>
    /// <exception cref="ModelException">A bias is NaN or infinite.</exception>
    public static double[] SmallestWeightScales(TensorInfo bias, float inputScale, int channels, NumberFormat format)
    {
        var smallest = new double[channels];
        var values = MemoryMarshal.Cast<byte, float>(bias.Data.Span);
        for (var c = 0; c < values.Length; c++)
        {
            if (!float.IsFinite(values[c]))
                throw new MalformedModelException($"{bias} holds {values[c]}; biases must be finite");
            smallest[c % channels] = Math.Max(smallest[c % channels], Math.Abs((double)values[c]) / inputScale / format.LargestBias);
        }
        return smallest;
    }

    /// <summary>Codes and scales of a FLOAT32 bias with one element per output channel.</summary>
    /// <param name="weightScales">At least <see cref="SmallestWeightScales"/>.</param>
    /// <exception cref="ModelException">A scale product leaves the range of float32.</exception>
    public static TensorPatch Quantize(TensorInfo bias, float inputScale, ImmutableArray<float> weightScales, NumberFormat format)
    {
        var scales = weightScales.Select(w => AccumulatorScale(bias, inputScale, w)).ToImmutableArray();
        var values = MemoryMarshal.Cast<byte, float>(bias.Data.Span);
        var codes = new long[values.Length];
        for (var c = 0; c < codes.Length; c++)
            codes[c] = (long)Math.Round((double)values[c] / scales[scales.Length == 1 ? 0 : c], MidpointRounding.AwayFromZero);
        return new(bias.Index, format.Bias, Bytes(codes, format.Bias), new(scales, [.. scales.Select(_ => 0L)]));
    }

    private static byte[] Bytes(long[] codes, ElementType type) => type == ElementType.Int64
        ? MemoryMarshal.AsBytes(codes.AsSpan()).ToArray()
        : MemoryMarshal.AsBytes(codes.Select(q => (int)q).ToArray().AsSpan()).ToArray();

    // A subnormal product has too few digits for a bias that just fits.
    private static float AccumulatorScale(TensorInfo bias, float input, float weight) => float.IsNormal(input * weight)
        ? input * weight
        : throw new UnsupportedModelException(
            $"{bias}: input scale {input} times weight scale {weight} leaves the range of float32; scale samples or weights up");
}
