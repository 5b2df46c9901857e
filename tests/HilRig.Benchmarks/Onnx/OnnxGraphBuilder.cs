using System.Runtime.InteropServices;

namespace HilRig.Benchmarks.Onnx;

/// <summary>ONNX's numbers of element types.</summary>
internal enum OnnxType
{
    Float32 = 1,
    UInt8 = 2,
    Int8 = 3,
    Int32 = 6,
    Int64 = 7,
}

/// <summary>Collects nodes and constants and writes them as an ONNX file.</summary>
internal sealed class OnnxGraphBuilder
{
    private const string Contributed = "com.microsoft";
    private const int IrVersion = 8;
    private const int Opset = 13;

    private readonly ProtoWriter _graph = new ProtoWriter().Text(2, "main");
    private int _names;

    public string NewName() => $"v{_names++}";

    public void Input(string name, OnnxType type, long[] shape) => _graph.Message(11, ValueInfo(name, type, shape));

    public void Output(string name, OnnxType type, long[] shape) => _graph.Message(12, ValueInfo(name, type, shape));

    /// <summary>Adds a constant and gives its name.</summary>
    public string Constant<T>(OnnxType type, ReadOnlySpan<T> values, params long[] shape)
        where T : unmanaged
    {
        var (tensor, name) = (new ProtoWriter(), NewName());
        foreach (var dimension in shape)
            tensor.Integer(1, dimension);
        _graph.Message(5, tensor.Integer(2, (int)type).Text(8, name).Bytes(9, MemoryMarshal.AsBytes(values)));
        return name;
    }

    public string Scalar(float value) => Constant<float>(OnnxType.Float32, [value]);

    /// <summary>A node of ONNX itself.</summary>
    public void Node(string operation, string[] inputs, string output, params (string Name, object Value)[] attributes) =>
        Write("", operation, inputs, output, attributes);

    /// <summary>A node of ONNX Runtime's own domain.</summary>
    public void ContributedNode(string operation, string[] inputs, string output, params (string Name, object Value)[] attributes) =>
        Write(Contributed, operation, inputs, output, attributes);

    public byte[] ToBytes() => new ProtoWriter()
        .Integer(1, IrVersion)
        .Message(7, _graph)
        .Message(8, new ProtoWriter().Text(1, "").Integer(2, Opset))
        .Message(8, new ProtoWriter().Text(1, Contributed).Integer(2, 1))
        .ToArray();

    private void Write(string domain, string operation, string[] inputs, string output, (string Name, object Value)[] attributes)
    {
        var node = new ProtoWriter();
        foreach (var input in inputs)
            node.Text(1, input);
        node.Text(2, output).Text(4, operation).Text(7, domain);
        foreach (var (name, value) in attributes)
            node.Message(5, Attribute(new ProtoWriter().Text(1, name), value));
        _graph.Message(1, node);
    }

    private static ProtoWriter Attribute(ProtoWriter attribute, object value)
    {
        switch (value)
        {
            case int integer:
                return attribute.Integer(3, integer).Integer(20, 2);
            case float real:
                return attribute.Float(2, real).Integer(20, 1);
            case int[] list:
                foreach (var element in list)
                    attribute.Integer(8, element);
                return attribute.Integer(20, 7);
            default:
                throw new ArgumentException($"an attribute cannot be a {value.GetType().Name}; int, float and int[] are written", nameof(value));
        }
    }

    private static ProtoWriter ValueInfo(string name, OnnxType type, long[] shape)
    {
        var dimensions = new ProtoWriter();
        foreach (var dimension in shape)
            dimensions.Message(1, new ProtoWriter().Integer(1, dimension));
        var tensor = new ProtoWriter().Integer(1, (int)type).Message(2, dimensions);
        return new ProtoWriter().Text(1, name).Message(2, new ProtoWriter().Message(1, tensor));
    }
}
