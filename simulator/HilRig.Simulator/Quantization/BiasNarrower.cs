using System.Buffers.Binary;
using System.Collections.Immutable;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;

namespace HilRig.Simulator.Quantization;

/// <summary>Writes a model with narrow biases, or with widened ones for an unmodified runtime.</summary>
public static class BiasNarrower
{
    /// <summary>The model's <c>.tflite</c> with every INT32 bias of an INT8 layer narrowed; <c>int32</c> gives the bytes back.</summary>
    /// <exception cref="ModelException">The model is not supported, already has narrow biases, or shares a bias between layers.</exception>
    public static byte[] Apply(ModelGraph graph, BiasSpec spec)
    {
        if (spec.Scheme is null)
            return graph.FileBytes.ToArray();
        return ModelPatcher.Apply(graph, [.. Layers(graph).Select(b => Patch(b, spec))]);
    }

    /// <summary>The model with every narrow bias widened back to INT32: the same numerics on an unmodified runtime.</summary>
    public static byte[] ExportStock(ModelGraph graph)
    {
        var patches = Biases(graph).Where(b => b.Type != ElementType.Int32).Select(b => new TensorPatch(
            b.Tensor.Index, ElementType.Int32, Bytes(b.Widened, 32), Affine(b.AccumulatorScales)));
        return ModelPatcher.Apply(graph, [.. patches]);
    }

    private static TensorPatch Patch(LayerBias bias, BiasSpec spec)
    {
        var narrow = spec.Scheme!.Narrow(bias.Stored, bias.AccumulatorScales, spec.Largest);
        var type = spec.Bits == 8 ? ElementType.Int8 : ElementType.Int16;
        return new(bias.Tensor.Index, type, Bytes(narrow.Values, spec.Bits), Affine(narrow.Scales));
    }

    private static List<LayerBias> Layers(ModelGraph graph)
    {
        var biases = Biases(graph).ToList();
        if (biases.Find(b => b.Type != ElementType.Int32) is { } narrow)
            throw new UnsupportedModelException($"{narrow.Tensor} is narrow already; start from the model with INT32 biases");
        if (biases.GroupBy(b => b.Tensor.Index).FirstOrDefault(g => g.Count() > 1) is { } shared)
            throw new UnsupportedModelException($"{shared.First().Tensor} is the bias of {shared.Count()} layers; give each its own tensor");
        return biases;
    }

    // Scalar preparation: nothing is packed that is not run.
    private static IEnumerable<LayerBias> Biases(ModelGraph graph) =>
        PreparedModel.Prepare(graph, Rounding.Double, VectorWidth.Scalar).Operators
            .OfType<IBiasedOperator>().Select(o => o.Bias).OfType<LayerBias>();

    private static TensorQuantization Affine(ImmutableArray<float> scales) => new(scales, [.. scales.Select(_ => 0L)]);

    private static byte[] Bytes(int[] values, int bits)
    {
        var bytes = new byte[values.Length * bits / 8];
        for (var i = 0; i < values.Length; i++)
        {
            var target = bytes.AsSpan(i * bits / 8);
            if (bits == 8)
                target[0] = unchecked((byte)(sbyte)values[i]);
            else if (bits == 16)
                BinaryPrimitives.WriteInt16LittleEndian(target, (short)values[i]);
            else
                BinaryPrimitives.WriteInt32LittleEndian(target, values[i]);
        }
        return bytes;
    }
}
