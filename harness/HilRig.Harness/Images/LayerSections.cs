using System.Runtime.InteropServices;
using HilRig.Kernels.Softmax;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Harness.Images;

/// <summary>Weights, biases and scales of layers.</summary>
internal static class LayerSections
{
    public static OperatorSections Int8(WeightedLayer layer, int channels, int[] parameters) => new(parameters)
    {
        Weights = Bytes(layer.Filter),
        Bias = layer.Bias?.Tensor.Data.ToArray() ?? [],
        BiasEncoding = layer.Bias?.Type switch
        {
            ElementType.Int8 => BiasEncoding.Int8,
            ElementType.Int16 => BiasEncoding.Int16,
            ElementType.Int32 => BiasEncoding.Int32,
            _ => BiasEncoding.None,
        },
        Widening = layer.Bias?.Widening ?? Simulator.Quantization.BiasWidening.None,
        Quantization = [.. layer.Quantization.Multipliers, .. layer.Quantization.Shifts],
        Channels = channels,
    };

    public static OperatorSections Int16(WideLayer layer, int channels, int[] parameters) => new(parameters)
    {
        Weights = Bytes(layer.Filter),
        Bias = layer.IsInt32 ? Bytes(layer.NarrowBias) : Bytes(layer.WideBias),
        BiasEncoding = (layer.IsInt32, layer.NarrowBias.Length + layer.WideBias.Length) switch
        {
            (_, 0) => BiasEncoding.None,
            (true, _) => BiasEncoding.Int32,
            _ => BiasEncoding.Int64,
        },
        Quantization = [.. layer.Quantization.Multipliers, .. layer.Quantization.Shifts],
        Channels = channels,
    };

    public static OperatorSections Float(FloatWeights weights, int channels, int[] parameters) => new(parameters)
    {
        Weights = Bytes(weights.Filter),
        Bias = Bytes(weights.Bias),
        BiasEncoding = weights.Bias.Length == 0 ? BiasEncoding.None : BiasEncoding.Float32,
        Channels = channels,
    };

    /// <summary>Both tables of int16 SOFTMAX, one after the other.</summary>
    public static byte[] SoftmaxTables(SoftmaxLutS16 tables) => [.. Bytes(tables.Exp), .. Bytes(tables.OneByOne)];

    /// <summary>Little-endian, as they lie in memory.</summary>
    public static byte[] Bytes<T>(T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
