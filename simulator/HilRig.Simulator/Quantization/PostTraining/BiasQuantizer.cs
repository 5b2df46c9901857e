using System.Collections.Immutable;
using System.Runtime.InteropServices;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>A bias that int32 cannot hold and that was therefore clamped: its channel's weights are minute.</summary>
/// <param name="Tensor">Index of the bias tensor.</param>
/// <param name="Steps">The bias in accumulator steps before it was clamped.</param>
public sealed record ClampedBias(int Tensor, string Name, int Channel, double Steps);

/// <summary>int32 biases in steps of the accumulator: scale float32(s_in * s_w[c]), zero point 0.</summary>
internal static class BiasQuantizer
{
    /// <summary>Codes and scales of a FLOAT32 bias with one element per output channel.</summary>
    /// <param name="clamped">Receives what did not fit.</param>
    /// <exception cref="ModelException">A bias is NaN or infinite, or a scale product underflows.</exception>
    public static TensorPatch Quantize(TensorInfo bias, float inputScale, ImmutableArray<float> weightScales, List<ClampedBias> clamped)
    {
        var scales = weightScales.Select(w => AccumulatorScale(bias, inputScale, w)).ToImmutableArray();
        var values = MemoryMarshal.Cast<byte, float>(bias.Data.Span);
        var codes = new int[values.Length];
        for (var c = 0; c < codes.Length; c++)
        {
            var steps = Steps(bias, values[c], scales[scales.Length == 1 ? 0 : c]);
            codes[c] = (int)Math.Clamp(steps, int.MinValue, int.MaxValue);
            if (codes[c] != steps)
                clamped.Add(new(bias.Index, bias.Name, c, steps));
        }
        return new(bias.Index, ElementType.Int32, MemoryMarshal.AsBytes(codes.AsSpan()).ToArray(), new(scales, [.. scales.Select(_ => 0L)]));
    }

    private static double Steps(TensorInfo bias, float value, float scale) => float.IsFinite(value)
        ? Math.Round((double)value / scale, MidpointRounding.AwayFromZero)
        : throw new MalformedModelException($"{bias} holds {value}; biases must be finite");

    private static float AccumulatorScale(TensorInfo bias, float input, float weight) => input * weight is > 0 and var product
        ? product
        : throw new UnsupportedModelException(
            $"{bias}: input scale {input} times weight scale {weight} underflows float32; scale samples or weights up");
}
