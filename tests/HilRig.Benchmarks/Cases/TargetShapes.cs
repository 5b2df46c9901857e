using System.Runtime.InteropServices;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Conv2D;
using HilRig.Simulator.Operators.DepthwiseConv2D;
using HilRig.Simulator.Operators.FullyConnected;

namespace HilRig.Benchmarks.Cases;

/// <summary>The layers that the speed targets are given for, as models of one operator.</summary>
internal static class TargetShapes
{
    private static readonly Tile One = new(1, 1);

    public static IEnumerable<BenchmarkCase> All =>
    [
        Layer("conv 3x3 16->16, 32x32", BuiltinOperator.Conv2D, new Conv2DOptions(PaddingScheme.Same, One, One, default), [1, 32, 32, 16], [16, 3, 3, 16], [1, 32, 32, 16]),
        Layer("conv 10x4 s2 1->64, 49x10", BuiltinOperator.Conv2D, new Conv2DOptions(PaddingScheme.Same, new(2, 2), One, default), [1, 49, 10, 1], [64, 10, 4, 1], [1, 25, 5, 64]),
        Layer("depthwise 3x3 64, 25x5", BuiltinOperator.DepthwiseConv2D, new DepthwiseConv2DOptions(PaddingScheme.Same, One, One, 1, default), [1, 25, 5, 64], [1, 3, 3, 64], [1, 25, 5, 64]),
        Layer("conv 1x1 64->64, 25x5", BuiltinOperator.Conv2D, new Conv2DOptions(PaddingScheme.Same, One, One, default), [1, 25, 5, 64], [64, 1, 1, 64], [1, 25, 5, 64]),
        Layer("fully connected 640->128", BuiltinOperator.FullyConnected, new FullyConnectedOptions(default, 0, false), [1, 640], [128, 640], [1, 128]),
        Layer("conv 3x3 64->64, 8x8", BuiltinOperator.Conv2D, new Conv2DOptions(PaddingScheme.Same, One, One, default), [1, 8, 8, 64], [64, 3, 3, 64], [1, 8, 8, 64]),
    ];

    private static BenchmarkCase Layer(string name, BuiltinOperator code, OperatorOptions options, int[] input, int[] filter, int[] output)
    {
        var (random, channels, depthwise) = (new Random(5), output[^1], code == BuiltinOperator.DepthwiseConv2D);
        var weights = new sbyte[filter.Aggregate((a, b) => a * b)];
        foreach (ref var weight in weights.AsSpan())
            weight = (sbyte)random.Next(-127, 128);
        var bias = Enumerable.Range(0, channels).Select(_ => random.Next(-3000, 3000)).ToArray();
        // Scales as a trained layer has them: outputs fill their range.
        var spread = 0.02f / MathF.Sqrt(weights.Length / channels);
        var scales = Enumerable.Range(0, channels).Select(c => spread * (1 + c % 7 / 8f)).ToArray();
        var spec = new ModelSpec
        {
            Tensors =
            [
                new() { Name = "input", Type = ElementType.Int8, Shape = [.. input], Quantization = new([0.5f], [-3]) },
                new() { Name = "weights", Type = ElementType.Int8, Shape = [.. filter], Quantization = new([.. scales], [.. new long[channels]], depthwise ? 3 : 0), Data = MemoryMarshal.AsBytes(weights.AsSpan()).ToArray() },
                new() { Name = "bias", Type = ElementType.Int32, Shape = [channels], Quantization = new([.. scales.Select(s => s * 0.5f)], [.. new long[channels]]), Data = MemoryMarshal.AsBytes(bias.AsSpan()).ToArray() },
                new() { Name = "output", Type = ElementType.Int8, Shape = [.. output], Quantization = new([1f], [5]) },
            ],
            Operators = [new() { Code = code, Inputs = [0, 1, 2], Outputs = [3], Options = options }],
            Inputs = [0],
            Outputs = [3],
        };
        return new(name, ModelReader.Read(ModelWriter.Write(spec), name), (long)weights.Length * output.Skip(1).SkipLast(1).Aggregate(1, (a, b) => a * b));
    }
}
