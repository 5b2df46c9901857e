using System.Runtime.InteropServices;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Conv2D;
using HilRig.Simulator.Operators.DepthwiseConv2D;
using HilRig.Simulator.Operators.FullyConnected;

namespace HilRig.Simulator.Tests.Quantization;

/// <summary>A float model put together layer by layer, with seeded weights; tensor 0 is the input.</summary>
internal sealed class FloatNet
{
    private static readonly Tile One = new(1, 1);

    private readonly List<TensorSpec> _tensors = [];
    private readonly List<OperatorSpec> _operators = [];
    private readonly Random _random = new(1);

    public FloatNet(params int[] input) => Tensor("input", input);

    /// <summary>The tensor that the last layer wrote.</summary>
    public int Last { get; private set; }

    public int Constant(string name, int[] shape, params float[] values) => Add(new()
    {
        Name = name, Type = ElementType.Float32, Shape = [.. shape], Data = MemoryMarshal.AsBytes(values.AsSpan()).ToArray(),
    });

    public int Indices(string name, params int[] values) => Add(new()
    {
        Name = name, Type = ElementType.Int32, Shape = [values.Length], Data = MemoryMarshal.AsBytes(values.AsSpan()).ToArray(),
    });

    /// <summary>3 x 3, stride 1, SAME; the weights of channel c are up to <paramref name="spread"/>^c.</summary>
    public FloatNet Conv(int channels, FusedActivation activation = FusedActivation.None, double spread = 1, bool bias = true)
    {
        var shape = _tensors[Last].Shape;
        var weights = Constant($"w{_tensors.Count}", [channels, 3, 3, shape[3]], Values(channels * 9 * shape[3], i => Math.Pow(spread, i / (9 * shape[3])) / shape[3]));
        return Layer(BuiltinOperator.Conv2D, new Conv2DOptions(PaddingScheme.Same, One, One, activation), [1, shape[1], shape[2], channels], weights, bias);
    }

    public FloatNet Depthwise(FusedActivation activation = FusedActivation.None, double spread = 1)
    {
        var shape = _tensors[Last].Shape;
        var weights = Constant($"w{_tensors.Count}", [1, 3, 3, shape[3]], Values(9 * shape[3], i => Math.Pow(spread, i % shape[3]) / 3));
        return Layer(BuiltinOperator.DepthwiseConv2D, new DepthwiseConv2DOptions(PaddingScheme.Same, One, One, 1, activation), [.. shape], weights, true);
    }

    public FloatNet Dense(int outputs, FusedActivation activation = FusedActivation.None)
    {
        var depth = _tensors[Last].Shape[^1];
        var weights = Constant($"w{_tensors.Count}", [outputs, depth], Values(outputs * depth, _ => 2.0 / depth));
        return Layer(BuiltinOperator.FullyConnected, new FullyConnectedOptions(activation, 0, false), [1, outputs], weights, true);
    }

    /// <summary>Any operator; the last tensor is where <paramref name="inputs"/> has -2.</summary>
    public FloatNet Node(BuiltinOperator code, OperatorOptions? options, int[] output, params int[] inputs)
    {
        var last = Last;
        var written = Tensor($"{code} {_tensors.Count}", output);
        _operators.Add(new() { Code = code, Inputs = [.. inputs.Select(i => i == -2 ? last : i)], Outputs = [written], Options = options });
        return this;
    }

    public ModelGraph Graph() => ModelReader.Read(
        ModelWriter.Write(new() { Tensors = [.. _tensors], Operators = [.. _operators], Inputs = [0], Outputs = [Last] }), "net");

    /// <summary>Seeded samples, each value in [-1, 1].</summary>
    public float[] Samples(int count)
    {
        var random = new Random(2);
        var values = new float[count * _tensors[0].Shape.Aggregate(1, (product, n) => product * n)];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(2 * random.NextDouble() - 1);
        return values;
    }

    /// <summary>Outputs of a float model.</summary>
    public static float[] Run(ModelGraph graph, float[] samples)
    {
        var model = PreparedModel.Prepare(graph);
        var bytes = MemoryMarshal.AsBytes(samples.AsSpan()).ToArray();
        return MemoryMarshal.Cast<byte, float>(BatchRunner.Run(model, bytes, bytes.Length / model.InputBytes)).ToArray();
    }

    /// <summary>Real outputs of a quantized model on real inputs.</summary>
    public static double[] RunQuantized(PreparedModel model, float[] samples)
    {
        var (input, output) = (model.Graph.Tensor(model.Graph.Inputs[0]), model.Graph.Tensor(model.Graph.Outputs[0]));
        var codes = samples.SelectMany(x => Code(input, x)).ToArray();
        var outputs = BatchRunner.Run(model, codes, codes.Length / model.InputBytes);
        long[] read = output.Type == ElementType.Int16
            ? [.. MemoryMarshal.Cast<byte, short>(outputs).ToArray()]
            : [.. MemoryMarshal.Cast<byte, sbyte>(outputs).ToArray()];
        return [.. read.Select(q => (q - output.Quantization!.ZeroPoint()) * (double)output.Quantization.Scale())];
    }

    public static byte[] Code(TensorInfo input, float value)
    {
        var code = Math.Round((double)(value / input.Quantization!.Scale()), MidpointRounding.AwayFromZero) + input.Quantization.ZeroPoint();
        return input.Type == ElementType.Int16
            ? BitConverter.GetBytes((short)Math.Clamp(code, short.MinValue, short.MaxValue))
            : [unchecked((byte)(sbyte)Math.Clamp(code, sbyte.MinValue, sbyte.MaxValue))];
    }

    private FloatNet Layer(BuiltinOperator code, OperatorOptions options, int[] output, int weights, bool bias)
    {
        var inputs = new List<int> { Last, weights };
        if (bias)
            inputs.Add(Constant($"b{_tensors.Count}", [output[^1]], Values(output[^1], _ => 0.3)));
        Tensor($"{code} {_tensors.Count}", output);
        _operators.Add(new() { Code = code, Inputs = [.. inputs], Outputs = [Last], Options = options });
        return this;
    }

    private float[] Values(int count, Func<int, double> largest) =>
        [.. Enumerable.Range(0, count).Select(i => (float)((2 * _random.NextDouble() - 1) * largest(i)))];

    private int Tensor(string name, int[] shape) => Last = Add(new() { Name = name, Type = ElementType.Float32, Shape = [.. shape] });

    private int Add(TensorSpec tensor)
    {
        _tensors.Add(tensor);
        return _tensors.Count - 1;
    }
}
