using System.Text.Json;
using HilRig.Kernels.Convolution;
using HilRig.Kernels.Tensors;
using HilRig.TestKit.Vectors;

namespace HilRig.Kernels.Tests.Vectors;

/// <summary>Golden-vector fields as the kernels' parameter types.</summary>
internal static class VectorArguments
{
    public static int Int(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static Tile Tile(this JsonElement element, string name) =>
        new(element.GetProperty(name).Int("w"), element.GetProperty(name).Int("h"));

    public static ActivationRange Activation(this JsonElement element) =>
        new(element.GetProperty("activation").Int("min"), element.GetProperty("activation").Int("max"));

    public static Dims DimsOf(this GoldenVector vector, string name) =>
        vector.Dims(name) is [var n, var h, var w, var c] ? new(n, h, w, c) : throw new InvalidDataException($"{vector.Id}: dims {name}");

    public static OutputQuantization Quantization(this GoldenVector vector) =>
        new(Ints(vector.Quant, "multiplier"), Ints(vector.Quant, "shift"));

    public static ConvParams Conv(this GoldenVector vector) => new(
        vector.Params.Int("input_offset"), vector.Params.Int("output_offset"), vector.Params.Tile("stride"),
        vector.Params.Tile("padding"), vector.Params.Tile("dilation"), vector.Params.Activation());

    public static int[] Bias(this GoldenVector vector) => vector.Input("bias")?.As<int>() ?? [];

    private static int[] Ints(JsonElement element, string name) => element.GetProperty(name).ValueKind == JsonValueKind.Array
        ? [.. element.GetProperty(name).EnumerateArray().Select(e => e.GetInt32())]
        : [element.Int(name)];
}
