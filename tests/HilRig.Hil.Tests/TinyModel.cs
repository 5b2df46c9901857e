using System.Runtime.InteropServices;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.FullyConnected;

namespace HilRig.Hil.Tests;

/// <summary>The model that firmware/examples/own_runtime computes: two FULLY_CONNECTED layers, 8 to 6 with RELU to 3. Made here, once, into
/// fixtures/models/tiny_int8.tflite.</summary>
internal static class TinyModel
{
    private static readonly sbyte[] Weights0 =
    [
        31, 23, -82, 69, 81, -70, -16, -7,
        73, -33, 71, 70, -15, -64, 14, -2,
        -27, 49, -58, 47, 77, 55, 13, 10,
        87, 4, 5, -38, 36, -71, 56, -30,
        -63, 0, 64, 11, -25, 44, 3, -24,
        -81, 16, -15, -83, -45, 27, -4, -44,
    ];

    private static readonly sbyte[] Weights1 =
    [
        28, 68, -4, 13, 64, 56,
        25, 20, -67, 21, 44, -90,
        36, -56, 62, 75, 63, -80,
    ];

    public static byte[] Bytes() => ModelWriter.Write(Spec());

    private static ModelSpec Spec() => new()
    {
        Description = "tiny",
        Tensors =
        [
            Tensor("in", ElementType.Int8, [1, 8], 0.02f, -3, null),
            Tensor("hidden/weights", ElementType.Int8, [6, 8], 0.01f, 0, BytesOf(Weights0)),
            Tensor("hidden/bias", ElementType.Int32, [6], 0.02f * 0.01f, 0, BytesOf([-628, -623, -467, 375, -200, 723])),
            Tensor("hidden", ElementType.Int8, [1, 6], 0.06f, -128, null),
            Tensor("out/weights", ElementType.Int8, [3, 6], 0.008f, 0, BytesOf(Weights1)),
            Tensor("out/bias", ElementType.Int32, [3], 0.06f * 0.008f, 0, BytesOf([190, -489, 210])),
            Tensor("out", ElementType.Int8, [1, 3], 0.05f, 5, null),
        ],
        Operators = [Layer(FusedActivation.Relu, 3, 0, 1, 2), Layer(FusedActivation.None, 6, 3, 4, 5)],
        Inputs = [0],
        Outputs = [6],
    };

    private static byte[] BytesOf<T>(T[] values)
        where T : struct => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static TensorSpec Tensor(string name, ElementType type, int[] shape, float scale, long zeroPoint, byte[]? data) =>
        new() { Name = name, Type = type, Shape = [.. shape], Quantization = new([scale], [zeroPoint]), Data = data };

    private static OperatorSpec Layer(FusedActivation activation, int output, params int[] inputs) => new()
    {
        Code = BuiltinOperator.FullyConnected, Version = 4, Inputs = [.. inputs], Outputs = [output],
        Options = new FullyConnectedOptions(activation, 0, false),
    };
}
