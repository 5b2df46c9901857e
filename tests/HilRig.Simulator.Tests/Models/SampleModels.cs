using System.Collections.Immutable;
using Google.FlatBuffers;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Tests.Models;

/// <summary>Options of FULLY_CONNECTED: fused activation (field 0, a byte) and keep_num_dims (field 2, a flag).</summary>
internal sealed record FullyConnectedSample(byte Activation, bool KeepDimensions) : OperatorOptions
{
    public override byte UnionType => 8;

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(4);
        builder.AddByte(0, Activation, 0);
        builder.AddBool(2, KeepDimensions, false);
        return builder.EndTable();
    }
}

/// <summary>Models made in code, so that these tests need no file.</summary>
internal static class SampleModels
{
    public const int Bias = 2;

    /// <summary>One FULLY_CONNECTED layer [1,4] to [1,3] with per-channel weights and an int32 bias, and one without bias.</summary>
    public static ModelSpec Spec() => new()
    {
        Description = "sample",
        Tensors =
        [
            Tensor("in", ElementType.Int8, [1, 4], Uniform(0.5f, -128)),
            Tensor("weights", ElementType.Int8, [3, 4], PerChannel(0.1f, 0.2f, 0.3f), [.. Enumerable.Range(0, 12).Select(i => (byte)i)]),
            Tensor("bias", ElementType.Int32, [3], PerChannel(0.05f, 0.1f, 0.15f), [1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0]),
            Tensor("mid", ElementType.Int8, [1, 3], Uniform(0.25f, 3)),
            Tensor("square", ElementType.Int8, [3, 3], Uniform(0.125f, 0), [.. Enumerable.Range(0, 9).Select(i => (byte)(100 + i))]),
            Tensor("out", ElementType.Int8, [1, 3], Uniform(0.75f, 7)),
        ],
        Operators =
        [
            Layer([0, 1, 2], 3, new FullyConnectedSample(1, true)),
            Layer([3, 4, -1], 5, new FullyConnectedSample(0, false)),
        ],
        Inputs = [0],
        Outputs = [5],
    };

    private static OperatorSpec Layer(ImmutableArray<int> inputs, int output, OperatorOptions options) =>
        new() { Code = BuiltinOperator.FullyConnected, Version = 4, Inputs = inputs, Outputs = [output], Options = options };

    public static byte[] Bytes() => ModelWriter.Write(Spec());

    public static ModelGraph Graph() => ModelReader.Read(Bytes(), "sample");

    public static TensorQuantization PerChannel(params float[] scales) =>
        new([.. scales], [.. Enumerable.Repeat(0L, scales.Length)]);

    public static TensorQuantization Uniform(float scale, long zeroPoint) => new([scale], [zeroPoint]);

    public static TensorSpec Tensor(
        string name, ElementType type, ImmutableArray<int> shape, TensorQuantization? quantization = null, byte[]? data = null) =>
        new() { Name = name, Type = type, Shape = shape, Quantization = quantization, Data = data };
}
