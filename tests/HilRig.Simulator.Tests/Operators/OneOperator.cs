using System.Runtime.InteropServices;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;

namespace HilRig.Simulator.Tests.Operators;

/// <summary>A model of one operator, made in code: inputs in the operator's order, constant or not, then outputs.</summary>
internal sealed class OneOperator(BuiltinOperator code, OperatorOptions? options = null)
{
    private readonly List<TensorSpec> _tensors = [];
    private readonly List<int> _inputs = [];
    private readonly List<int> _modelInputs = [];
    private readonly List<int> _outputs = [];

    /// <summary>An input computed at run time.</summary>
    public OneOperator Input(ElementType type, params ReadOnlySpan<int> shape)
    {
        _modelInputs.Add(_tensors.Count);
        return Operand(type, shape, []);
    }

    /// <summary>A state that survives from one inference to the next.</summary>
    public OneOperator Variable(ElementType type, params ReadOnlySpan<int> shape)
    {
        Operand(type, shape, []);
        _tensors[^1] = _tensors[^1] with { IsVariable = true };
        return this;
    }

    /// <summary>An input that is absent.</summary>
    public OneOperator Absent()
    {
        _inputs.Add(-1);
        return this;
    }

    /// <summary>Gives the last tensor so far a quantization.</summary>
    public OneOperator Scaled(float scale, int zeroPoint = 0)
    {
        _tensors[^1] = _tensors[^1] with { Quantization = new([scale], [zeroPoint]) };
        return this;
    }

    /// <summary>A constant INT32 input of one dimension.</summary>
    public OneOperator Constant(params ReadOnlySpan<int> values) => Constant<int>(ElementType.Int32, [values.Length], values);

    public OneOperator Constant<T>(ElementType type, ReadOnlySpan<int> shape, ReadOnlySpan<T> values)
        where T : unmanaged => Operand(type, shape, MemoryMarshal.AsBytes(values).ToArray());

    public OneOperator Output(ElementType type, params ReadOnlySpan<int> shape)
    {
        _outputs.Add(_tensors.Count);
        Add(type, shape, []);
        return this;
    }

    /// <summary>Gives every INT8 tensor so far one quantization.</summary>
    public OneOperator WithScale(float scale, int zeroPoint)
    {
        for (var i = 0; i < _tensors.Count; i++)
        {
            if (_tensors[i].Type == ElementType.Int8)
                _tensors[i] = _tensors[i] with { Quantization = new([scale], [zeroPoint]) };
        }
        return this;
    }

    public ModelGraph Graph => ModelReader.Read(
        ModelWriter.Write(new()
        {
            Description = "one operator",
            Tensors = [.. _tensors],
            Operators = [new() { Code = code, Inputs = [.. _inputs], Outputs = [.. _outputs], Options = options }],
            Inputs = [.. _modelInputs],
            Outputs = [.. _outputs],
        }),
        "one operator");

    /// <summary>All outputs together, for all inputs together.</summary>
    public TOut[] Run<TIn, TOut>(params ReadOnlySpan<TIn> input)
        where TIn : unmanaged
        where TOut : unmanaged => MemoryMarshal.Cast<byte, TOut>(Run(MemoryMarshal.AsBytes(input).ToArray())).ToArray();

    /// <summary>As <see cref="Run{TIn,TOut}"/> for inputs of several types.</summary>
    public byte[] Run(byte[] input)
    {
        var model = PreparedModel.Prepare(Graph);
        Assert.That(input, Has.Length.EqualTo(model.InputBytes), "bytes of the test's own inputs");
        return BatchRunner.Run(model, input, 1);
    }

    /// <summary>The operator as it is prepared.</summary>
    public T Prepared<T>()
        where T : PreparedOperator => (T)PreparedModel.Prepare(Graph).Operators[0];

    /// <summary>Requires that preparing refuses the model with a message that holds a text.</summary>
    public void IsRefused(string because) =>
        Assert.That(() => PreparedModel.Prepare(Graph), Throws.InstanceOf<ModelException>().With.Message.Contains(because));

    /// <summary>Bytes of values, to join inputs of several types.</summary>
    public static byte[] Bytes<T>(params ReadOnlySpan<T> values)
        where T : unmanaged => MemoryMarshal.AsBytes(values).ToArray();

    private OneOperator Operand(ElementType type, ReadOnlySpan<int> shape, byte[] data)
    {
        _inputs.Add(_tensors.Count);
        Add(type, shape, data);
        return this;
    }

    private void Add(ElementType type, ReadOnlySpan<int> shape, byte[] data) =>
        _tensors.Add(new() { Name = $"t{_tensors.Count}", Type = type, Shape = [.. shape], Data = data });
}
