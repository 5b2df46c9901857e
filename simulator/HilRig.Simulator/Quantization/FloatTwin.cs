using System.Runtime.InteropServices;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;

namespace HilRig.Simulator.Quantization;

/// <summary>
/// The float reference of an INT8 model: the same graph with dequantized weights and biases, computed in float32. What
/// differs from it is what quantized arithmetic costs.
/// </summary>
public static class FloatTwin
{
    /// <summary>True when the model computes in INT8 somewhere.</summary>
    public static bool IsQuantized(ModelGraph graph) => graph.Tensors.Any(t => t.Type == ElementType.Int8);

    /// <summary>The twin graph; every INT8 tensor becomes FLOAT32, indices and options stay.</summary>
    public static ModelGraph Of(ModelGraph graph)
    {
        var biases = PreparedModel.Prepare(graph, Rounding.Double, VectorWidth.Scalar).Operators
            .OfType<IBiasedOperator>().Select(o => o.Bias).OfType<LayerBias>().ToDictionary(b => b.Tensor.Index);
        return graph with
        {
            Name = graph.Name + " (float twin)",
            Tensors = [.. graph.Tensors.Select(t => biases.TryGetValue(t.Index, out var bias) ? Float(t, Real(bias)) : Float(t))],
            FileBytes = default,
            Sha256 = "",
        };
    }

    /// <summary>The real biases: stored integer times the tensor's scale, or times the accumulator's for INT32.</summary>
    private static float[] Real(LayerBias bias)
    {
        var scales = bias.Type == ElementType.Int32 ? bias.AccumulatorScales : bias.Tensor.Quantization!.Scales;
        return [.. bias.Stored.Select((q, c) => (float)(q * (double)(scales.Length == 1 ? scales[0] : scales[c])))];
    }

    private static TensorInfo Float(TensorInfo tensor) => tensor.Type != ElementType.Int8
        ? tensor
        : Float(tensor, tensor.IsConstant ? Dequantize(tensor) : []);

    private static TensorInfo Float(TensorInfo tensor, float[] values) => tensor with
    {
        Type = ElementType.Float32,
        Quantization = null,
        Data = MemoryMarshal.AsBytes(values.AsSpan()).ToArray(),
    };

    private static float[] Dequantize(TensorInfo tensor)
    {
        var quantization = tensor.Quantization
            ?? throw new MalformedModelException($"{tensor} has no quantization, so it has no real values");
        if (quantization.ZeroPoints.FirstOrDefault(z => z is < sbyte.MinValue or > sbyte.MaxValue) is var wrong and not 0)
            throw new MalformedModelException($"{tensor} has zero point {wrong}, legal is -128 to 127");
        var stride = ChannelStride(tensor, quantization);
        var values = new float[tensor.Data.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var channel = quantization.IsPerChannel ? i / stride % quantization.Scales.Length : 0;
            var code = unchecked((sbyte)tensor.Data.Span[i]) - quantization.ZeroPoint(channel);
            values[i] = (float)(code * (double)quantization.Scale(channel));
        }
        return values;
    }

    private static int ChannelStride(TensorInfo tensor, TensorQuantization quantization) =>
        tensor.Shape.Skip(quantization.Axis + 1).Aggregate(1, (product, dimension) => product * dimension);
}
