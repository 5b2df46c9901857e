using System.Runtime.InteropServices;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Quantization;

/// <summary>
/// The float reference of a quantized model: the same graph with dequantized weights and biases, computed in float32. What
/// differs from it is what quantized arithmetic costs.
/// </summary>
public static class FloatTwin
{
    /// <summary>True when the model computes in quantized integers somewhere.</summary>
    public static bool IsQuantized(ModelGraph graph) => graph.Tensors.Any(BecomesFloat);

    /// <summary>
    /// True for the tensors that the twin holds as FLOAT32: integers with a quantization. Indices, shapes and truth values stay
    /// what they are.
    /// </summary>
    public static bool BecomesFloat(TensorInfo tensor) => tensor.Quantization is not null && tensor.Type
        is ElementType.Int8 or ElementType.Int4 or ElementType.UInt8 or ElementType.Int16 or ElementType.Int32;

    /// <summary>The twin graph; indices and options stay.</summary>
    public static ModelGraph Of(ModelGraph graph)
    {
        var biases = RealBiases.Of(PreparedModel.Prepare(graph, Rounding.Double, VectorWidth.Scalar));
        return graph with
        {
            Name = graph.Name + " (float twin)",
            Tensors = [.. graph.Tensors.Select(t => biases.TryGetValue(t.Index, out var bias) ? Float(t, bias) : Float(t))],
            FileBytes = default,
            Sha256 = "",
        };
    }

    private static TensorInfo Float(TensorInfo tensor) => BecomesFloat(tensor)
        ? Float(tensor, tensor.IsConstant ? Dequantize(tensor) : [])
        : tensor;

    private static TensorInfo Float(TensorInfo tensor, float[] values) => tensor with
    {
        Type = ElementType.Float32,
        Quantization = null,
        Data = MemoryMarshal.AsBytes(values.AsSpan()).ToArray(),
    };

    private static float[] Dequantize(TensorInfo tensor)
    {
        var quantization = tensor.Quantization!;
        if (quantization.ZeroPoints.FirstOrDefault(z => z is < int.MinValue or > int.MaxValue) is var wrong and not 0)
            throw new MalformedModelException($"{tensor} has zero point {wrong}, beyond the values of any type it could be of");
        var (codes, stride) = (Codes(tensor), ChannelStride(tensor, quantization));
        var values = new float[codes.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var channel = quantization.IsPerChannel ? i / stride % quantization.Scales.Length : 0;
            values[i] = (float)(((long)codes[i] - quantization.ZeroPoint(channel)) * (double)quantization.Scale(channel));
        }
        return values;
    }

    private static int[] Codes(TensorInfo tensor) => tensor.Type switch
    {
        ElementType.Int4 => [.. Nibbles.Unpack(tensor.Data.Span, (int)tensor.ElementCount).Select(q => (int)q)],
        ElementType.UInt8 => [.. tensor.Data.ToArray().Select(q => (int)q)],
        ElementType.Int16 => [.. MemoryMarshal.Cast<byte, short>(tensor.Data.Span).ToArray().Select(q => (int)q)],
        ElementType.Int32 => MemoryMarshal.Cast<byte, int>(tensor.Data.Span).ToArray(),
        _ => [.. tensor.Data.ToArray().Select(q => (int)unchecked((sbyte)q))],
    };

    private static int ChannelStride(TensorInfo tensor, TensorQuantization quantization) =>
        tensor.Shape.Skip(quantization.Axis + 1).Aggregate(1, (product, dimension) => product * dimension);
}
