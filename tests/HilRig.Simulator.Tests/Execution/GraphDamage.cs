using System.Collections.Immutable;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Tests.Execution;

/// <summary>
/// Changes a model where a byte flip rarely hits: shapes, types, scales, constants and the operators' lists, each consistent in
/// itself, so that what remains wrong is for the operators to find.
/// </summary>
internal sealed class GraphDamage(int seed)
{
    private static readonly ElementType[] Types =
    [
        ElementType.Float32, ElementType.Int32, ElementType.UInt8, ElementType.Int64, ElementType.Bool, ElementType.Int16,
        ElementType.Int8, ElementType.Int4, ElementType.UInt32, ElementType.Float16, ElementType.String,
    ];

    private readonly Random _random = new(seed);

    public ModelGraph Apply(ModelGraph graph)
    {
        for (var change = _random.Next(1, 3); change > 0; change--)
            graph = _random.Next(3) == 0 ? ChangeOperator(graph) : ChangeTensor(graph);
        return graph with { FileBytes = default };
    }

    private ModelGraph ChangeTensor(ModelGraph graph)
    {
        var index = _random.Next(graph.Tensors.Length);
        var tensor = graph.Tensors[index];
        tensor = _random.Next(6) switch
        {
            0 or 1 => tensor with { Shape = Shape(tensor.Shape) },
            2 => tensor with { Type = Types[_random.Next(Types.Length)] },
            3 => tensor with { Quantization = Quantization(tensor) },
            4 => tensor with { IsVariable = !tensor.IsVariable },
            _ => tensor with { Data = tensor.IsConstant && _random.Next(4) == 0 ? default : new byte[1] },
        };
        return graph with { Tensors = graph.Tensors.SetItem(index, Consistent(tensor, graph.Tensors[index])) };
    }

    // What a reader lets through: data as long as shape and type say.
    private TensorInfo Consistent(TensorInfo tensor, TensorInfo before)
    {
        if (tensor.Data.IsEmpty || !tensor.Type.IsNumeric())
            return tensor with { Data = default };
        if (tensor.Data.Length == tensor.ByteCount && tensor.Data.Equals(before.Data))
            return tensor;
        if (tensor.ByteCount > 1 << 20)
            return before;
        var data = new byte[tensor.ByteCount];
        if (_random.Next(2) == 0)
            _random.NextBytes(data);
        else
            for (var i = 0; i < data.Length; i += 4)
                data[i] = unchecked((byte)_random.Next(-2, 4));
        return tensor with { Data = data };
    }

    private ImmutableArray<int> Shape(ImmutableArray<int> shape)
    {
        int[] extents = [0, 1, 2, 3, 5, 100, 65536, 1 << 29];
        return _random.Next(4) switch
        {
            0 => shape.Add(extents[_random.Next(5)]),
            1 when shape.Length > 0 => shape.RemoveAt(_random.Next(shape.Length)),
            2 when shape.Length > 0 => Within(shape, shape.SetItem(_random.Next(shape.Length), extents[_random.Next(extents.Length)])),
            _ => [.. shape.Reverse()],
        };
    }

    private static ImmutableArray<int> Within(ImmutableArray<int> before, ImmutableArray<int> shape) =>
        shape.Aggregate(1.0, (product, d) => product * Math.Max(1, d)) <= ModelLimits.MaxTensorElements ? shape : before;

    private TensorQuantization? Quantization(TensorInfo tensor)
    {
        float[] scales = [1e-38f, 1e-7f, 0.003f, 1, 300, 1e30f, 1f / 256, 1f / 128, 1f / 32768, 1f / 65536];
        long[] zeroPoints = [0, 0, -128, 127, 5, -300, long.MaxValue, int.MinValue];
        var channels = tensor.Shape.Length > 0 && _random.Next(3) == 0 ? Math.Clamp(tensor.Shape[0], 1, 50) : 1;
        if (_random.Next(6) == 0 || (channels > 1 && channels != tensor.Shape[0]))
            return null;
        return new(
            [.. Enumerable.Range(0, channels).Select(_ => scales[_random.Next(scales.Length)])], [zeroPoints[_random.Next(zeroPoints.Length)]]);
    }

    private ModelGraph ChangeOperator(ModelGraph graph)
    {
        var index = _random.Next(graph.Operators.Length);
        var node = graph.Operators[index];
        return graph with { Operators = graph.Operators.SetItem(index, _random.Next(5) switch
        {
            0 => node with { Inputs = List(node.Inputs, graph, lowest: -1) },
            1 => node with { Outputs = List(node.Outputs, graph, lowest: 0) },
            2 => node with { Options = default },
            3 => node with { Code = (BuiltinOperator)_random.Next(BuiltinOperators.Count), Version = 1 },
            _ => node with { Inputs = [.. node.Inputs.Reverse()] },
        }) };
    }

    private ImmutableArray<int> List(ImmutableArray<int> tensors, ModelGraph graph, int lowest) => _random.Next(3) switch
    {
        0 when tensors.Length > 0 => tensors.RemoveAt(_random.Next(tensors.Length)),
        1 when tensors.Length > 0 => tensors.SetItem(_random.Next(tensors.Length), _random.Next(lowest, graph.Tensors.Length)),
        _ => tensors.Add(_random.Next(lowest, graph.Tensors.Length)),
    };
}
