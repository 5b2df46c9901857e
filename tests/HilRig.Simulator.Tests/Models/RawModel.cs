using Google.FlatBuffers;

namespace HilRig.Simulator.Tests.Models;

/// <summary>An offset in the builder, to tell it from an int field.</summary>
internal readonly record struct At(int Offset);

/// <summary>
/// A model laid out table by table with the schema's field numbers, for layouts and damages that
/// <c>ModelWriter</c> never writes. Starts as one int8[2] constant that is input and output.
/// </summary>
internal sealed class RawModel
{
    private readonly FlatBufferBuilder _builder = new(1024) { ForceDefaults = true };

    public RawModel() => Tensors = [raw => raw.Tensor(shape: [2], buffer: 1)];

    public uint Version { get; set; } = 3;

    public string Identifier { get; set; } = "TFL3";

    public int Subgraphs { get; set; } = 1;

    public List<Func<RawModel, At>> Tensors { get; }

    public List<Func<RawModel, At>> Operators { get; } = [];

    public List<Func<RawModel, At>> Codes { get; } = [raw => raw.Table((0, (byte)9), (2, 1))];

    public List<Func<RawModel, At>> Buffers { get; } = [raw => raw.Table(), raw => raw.Buffer(1, 2)];

    public List<(int Field, object Value)> ExtraModelFields { get; } = [];

    public int[] Inputs { get; set; } = [0];

    public int[] Outputs { get; set; } = [0];

    public At Tensor(int[] shape, uint buffer, byte type = 9, params (int, object)[] more) =>
        Table([(0, Ints(shape)), (1, type), (2, buffer), (3, Text("t")), .. more]);

    public At Buffer(params byte[] data) => Table((0, Bytes(data)));

    public At Quantization(float[] scales, long[] zeroPoints, int axis = 0) =>
        Table((2, Floats(scales)), (3, Longs(zeroPoints)), (6, axis));

    public At Operator(uint code, int[] inputs, int[] outputs, params (int, object)[] more) =>
        Table([(0, code), (1, Ints(inputs)), (2, Ints(outputs)), .. more]);

    public At Table(params (int Field, object Value)[] fields)
    {
        _builder.StartTable(fields.Length == 0 ? 0 : fields.Max(field => field.Field) + 1);
        foreach ((int field, object value) in fields)
            Add(field, value);
        return new At(_builder.EndTable());
    }

    public At Ints(params int[] values) => Vector(values, 4, _builder.AddInt);

    public At Floats(params float[] values) => Vector(values, 4, _builder.AddFloat);

    public At Longs(params long[] values) => Vector(values, 8, _builder.AddLong);

    public At Bytes(params byte[] values) => Vector(values, 1, _builder.AddByte);

    public At Refs(params At[] values) => Vector(values, 4, value => _builder.AddOffset(value.Offset));

    public At Text(string text) => new(_builder.CreateString(text).Value);

    public byte[] ToBytes()
    {
        At buffers = Refs([.. Buffers.Select(make => make(this))]);
        At codes = Refs([.. Codes.Select(make => make(this))]);
        At tensors = Refs([.. Tensors.Select(make => make(this))]);
        At operators = Refs([.. Operators.Select(make => make(this))]);
        At subgraph = Table((0, tensors), (1, Ints(Inputs)), (2, Ints(Outputs)), (3, operators));
        At subgraphs = Refs([.. Enumerable.Repeat(subgraph, Subgraphs)]);
        At model = Table([(0, Version), (1, codes), (2, subgraphs), (4, buffers), .. ExtraModelFields]);
        _builder.Finish(model.Offset, Identifier);
        return _builder.SizedByteArray();
    }

    private At Vector<T>(T[] values, int elementBytes, Action<T> add)
    {
        _builder.StartVector(elementBytes, values.Length, elementBytes);
        foreach (T value in values.Reverse())
            add(value);
        return new At(_builder.EndVector().Value);
    }

    private void Add(int field, object value)
    {
        switch (value)
        {
            case At at: _builder.AddOffset(field, at.Offset, 0); break;
            case byte number: _builder.AddByte(field, number, 0); break;
            case bool flag: _builder.AddBool(field, flag, false); break;
            case int number: _builder.AddInt(field, number, 0); break;
            case uint number: _builder.AddUint(field, number, 0); break;
            case long number: _builder.AddLong(field, number, 0); break;
            case float number: _builder.AddFloat(field, number, 0); break;
            default: throw new ArgumentException($"no field type for {value.GetType()}");
        }
    }
}
