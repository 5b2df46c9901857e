using Google.FlatBuffers;
using HilRig.Simulator.Models.Schema;

namespace HilRig.Simulator.Models;

/// <summary>Writes a complete <c>.tflite</c> file. The same specification gives the same bytes.</summary>
public static class ModelWriter
{
    private const int FirstCapacity = 4096;
    private const uint SchemaVersion = 3;
    private const string SubgraphName = "main";

    /// <summary>
    /// Writes the model: constants 16-aligned in buffers of their own, activations on the empty buffer 0.
    /// </summary>
    /// <exception cref="ArgumentException">The specification contradicts itself; names tensor or operator and the legal range.</exception>
    public static byte[] Write(ModelSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        SpecRules.Check(spec);
        var builder = new FlatBufferBuilder(FirstCapacity);
        int buffers = WriteBuffers(builder, spec);
        int subgraphs = Blobs.Offsets(builder, [WriteSubgraph(builder, spec)]);
        int codes = Blobs.Offsets(builder, [.. Codes(spec).Select(code => WriteCode(builder, code))]);
        int description = builder.CreateString(spec.Description).Value;
        builder.StartTable(Fields.Model.Count);
        builder.AddUint(Fields.Model.Version, SchemaVersion, 0);
        builder.AddOffset(Fields.Model.OperatorCodes, codes, 0);
        builder.AddOffset(Fields.Model.Subgraphs, subgraphs, 0);
        builder.AddOffset(Fields.Model.Description, description, 0);
        builder.AddOffset(Fields.Model.Buffers, buffers, 0);
        builder.Finish(builder.EndTable(), "TFL3");
        return builder.SizedByteArray();
    }

    private static List<OperatorCode> Codes(ModelSpec spec) => [.. spec.Operators.Select(CodeOf).Distinct()];

    private static OperatorCode CodeOf(OperatorSpec node) => new(node.Code, node.CustomCode, node.Version);

    private static int WriteBuffers(FlatBufferBuilder builder, ModelSpec spec)
    {
        IEnumerable<ReadOnlyMemory<byte>> constants = spec.Tensors.Select(tensor => tensor.Data).Where(data => !data.IsEmpty);
        return Blobs.Offsets(builder, [.. constants.Prepend(default).Select(data => Blobs.Buffer(builder, data))]);
    }

    private static int WriteSubgraph(FlatBufferBuilder builder, ModelSpec spec)
    {
        int tensors = Blobs.Offsets(builder, WriteTensors(builder, spec));
        List<OperatorCode> codes = Codes(spec);
        int operators = Blobs.Offsets(
            builder, [.. spec.Operators.Select(node => WriteOperator(builder, node, codes.IndexOf(CodeOf(node))))]);
        int inputs = Blobs.Int32s(builder, spec.Inputs);
        int outputs = Blobs.Int32s(builder, spec.Outputs);
        int name = builder.CreateString(SubgraphName).Value;
        builder.StartTable(Fields.Subgraph.Count);
        builder.AddOffset(Fields.Subgraph.Tensors, tensors, 0);
        builder.AddOffset(Fields.Subgraph.Inputs, inputs, 0);
        builder.AddOffset(Fields.Subgraph.Outputs, outputs, 0);
        builder.AddOffset(Fields.Subgraph.Operators, operators, 0);
        builder.AddOffset(Fields.Subgraph.Name, name, 0);
        return builder.EndTable();
    }

    private static List<int> WriteTensors(FlatBufferBuilder builder, ModelSpec spec)
    {
        uint constants = 0;
        var offsets = new List<int>(spec.Tensors.Length);
        foreach (TensorSpec tensor in spec.Tensors)
            offsets.Add(WriteTensor(builder, tensor, tensor.Data.IsEmpty ? 0 : ++constants));
        return offsets;
    }

    private static int WriteTensor(FlatBufferBuilder builder, TensorSpec tensor, uint buffer) =>
        new TensorTable
        {
            Shape = Blobs.Int32s(builder, tensor.Shape),
            Name = builder.CreateString(tensor.Name).Value,
            Quantization = tensor.Quantization is { } quantization ? Blobs.Quantization(builder, quantization) : 0,
            Type = tensor.Type,
            Buffer = buffer,
            IsVariable = tensor.IsVariable,
        }.Write(builder);

    private static int WriteOperator(FlatBufferBuilder builder, OperatorSpec node, int code)
    {
        int options = node.Options?.Write(builder) ?? 0;
        int inputs = Blobs.Int32s(builder, node.Inputs);
        int outputs = Blobs.Int32s(builder, node.Outputs);
        builder.StartTable(Fields.Operator.Count);
        builder.AddUint(Fields.Operator.OpcodeIndex, (uint)code, 0);
        builder.AddOffset(Fields.Operator.Inputs, inputs, 0);
        builder.AddOffset(Fields.Operator.Outputs, outputs, 0);
        builder.AddByte(Fields.Operator.OptionsType, node.Options?.UnionType ?? 0, 0);
        builder.AddOffset(Fields.Operator.Options, options, 0);
        return builder.EndTable();
    }

    private static int WriteCode(FlatBufferBuilder builder, OperatorCode code)
    {
        int custom = code.CustomCode is null ? 0 : builder.CreateString(code.CustomCode).Value;
        builder.StartTable(Fields.OperatorCode.Count);
        builder.AddSbyte(Fields.OperatorCode.DeprecatedCode, (sbyte)Math.Min((int)code.Code, sbyte.MaxValue), 0);
        builder.AddOffset(Fields.OperatorCode.CustomCode, custom, 0);
        builder.AddInt(Fields.OperatorCode.Version, code.Version, 1);
        builder.AddInt(Fields.OperatorCode.Code, (int)code.Code, 0);
        return builder.EndTable();
    }
}
