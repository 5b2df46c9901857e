using System.Runtime.InteropServices;
using HilRig.Simulator.Models;

namespace HilRig.Harness.Data;

/// <summary>Real values as the input codes of a quantized model, as TFLite's QUANTIZE makes them.</summary>
internal static class InputCodes
{
    /// <summary>Float samples for a model with any number of inputs.</summary>
    /// <param name="samples">FLOAT32 values, each sample's inputs in the model's order.</param>
    /// <exception cref="UsageException">The model takes other numbers of values, or inputs of another type.</exception>
    public static SampleSet Of(ModelGraph graph, SampleSet samples)
    {
        var inputs = graph.Inputs.Select(graph.Tensor).ToArray();
        if (inputs.Sum(t => t.ElementCount) * sizeof(float) * samples.Count != samples.Bytes.Length)
            throw new UsageException(
                $"{graph.Name} takes {inputs.Sum(t => t.ElementCount)} values a sample, the float model {samples.Bytes.Length / sizeof(float) / samples.Count}");
        var (codes, at) = (new List<byte>(), 0);
        for (var sample = 0; sample < samples.Count; sample++)
        {
            foreach (var input in inputs)
            {
                var bytes = samples.Bytes.Span.Slice(at, sizeof(float) * (int)input.ElementCount);
                codes.AddRange(input.Type == ElementType.Float32 ? bytes : Of(input, MemoryMarshal.Cast<byte, float>(bytes)));
                at += bytes.Length;
            }
        }
        return new(codes.ToArray(), samples.Count);
    }

    /// <summary>Values of one input.</summary>
    /// <exception cref="UsageException">The input is not INT8 or INT16 with a scale.</exception>
    public static byte[] Of(TensorInfo input, ReadOnlySpan<float> values)
    {
        if (input.Quantization is not { } q || input.Type is not (ElementType.Int8 or ElementType.Int16))
            throw new UsageException($"{input} takes no quantized float samples; INT8 and INT16 inputs with a scale do");
        return input.Type == ElementType.Int8
            ? [.. values.ToArray().Select(x => unchecked((byte)(sbyte)Code(x, q, sbyte.MinValue, sbyte.MaxValue)))]
            : MemoryMarshal.AsBytes(values.ToArray().Select(x => (short)Code(x, q, short.MinValue, short.MaxValue)).ToArray().AsSpan()).ToArray();
    }

    // A float32 division, rounded half away from zero.
    private static long Code(float value, TensorQuantization q, int min, int max) =>
        (long)Math.Clamp(Math.Round((double)(value / q.Scale()), MidpointRounding.AwayFromZero) + q.ZeroPoint(), min, max);
}
