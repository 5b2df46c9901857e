using System.Runtime.InteropServices;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.FullyConnected;

namespace HilRig.Hil.Tests;

/// <summary>A layer of weights 0, so that its outputs are its biases: with scales from far below an accumulator step to far beyond int32.</summary>
internal static class ExtremeBiases
{
    // An accumulator step is 1; outputs are in steps of 2^24, so that a saturated bias is code 127 or -128.
    private const float OutputScale = 1 << 24;
    private const int Outputs = 24;

    public static readonly string[] Kinds = ["layer-shift", "channel-shift", "layer-scale", "channel-scale"];

    public static ModelGraph Graph(ElementType type, string kind) => ModelReader.Read(ModelWriter.Write(new()
    {
        Description = kind,
        Tensors =
        [
            Tensor("in", ElementType.Int8, [1, 4], [1], null),
            Tensor("weights", ElementType.Int8, [Outputs, 4], [1], new byte[4 * Outputs]),
            Tensor("bias", type, [Outputs], Scales(kind), Biases(type)),
            Tensor("out", ElementType.Int8, [1, Outputs], [OutputScale], null),
        ],
        Operators =
        [
            new()
            {
                Code = BuiltinOperator.FullyConnected, Version = 4, Inputs = [0, 1, 2], Outputs = [3],
                Options = new FullyConnectedOptions(FusedActivation.None, 0, false),
            },
        ],
        Inputs = [0],
        Outputs = [3],
    }), kind);

    private static float[] Scales(string kind) => kind switch
    {
        "layer-shift" => [MathF.ScaleB(1, 22)],
        "layer-scale" => [MathF.ScaleB(1.37f, 21)],
        "channel-shift" => [.. Enumerable.Range(0, Outputs).Select(c => MathF.ScaleB(1, 2 * c + 14))],
        _ => [.. Enumerable.Range(0, Outputs).Select(c => MathF.ScaleB(1.1f + 0.03f * c, 5 * c - 40))],
    };

    private static byte[] Biases(ElementType type)
    {
        int[] values = [.. Enumerable.Range(0, Outputs).Select(c => (c % 5) switch { 0 => -128, 1 => 127, 2 => 1, 3 => -1, _ => 0 })];
        return type == ElementType.Int8
            ? MemoryMarshal.AsBytes(Array.ConvertAll(values, v => (sbyte)v).AsSpan()).ToArray()
            : MemoryMarshal.AsBytes(Array.ConvertAll(values, v => (short)(v * 256)).AsSpan()).ToArray();
    }

    private static TensorSpec Tensor(string name, ElementType type, int[] shape, float[] scales, byte[]? data) =>
        new() { Name = name, Type = type, Shape = [.. shape], Quantization = new([.. scales], [.. scales.Select(_ => 0L)]), Data = data };
}
