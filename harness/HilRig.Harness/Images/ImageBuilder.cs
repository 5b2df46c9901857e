using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using HilRig.Protocol;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;

namespace HilRig.Harness.Images;

/// <summary>Lays out one image: header, tensor records, operator records, indices, then each operator's sections.</summary>
internal sealed class ImageBuilder(PreparedModel model)
{
    private const uint Magic = 0x4D4C4948;
    private const int None = 0xFFFF;

    private readonly ImageWriter _image = new();
    private readonly ImmutableDictionary<int, int> _tensors =
        model.Plan.Places.Select((place, index) => (place.Tensor, index)).ToImmutableDictionary(p => p.Tensor, p => p.index);

    private int _weights;
    private int _biases;
    private int _quantization;
    private int _biasRam;

    public ModelImage Build()
    {
        _image.Reserve(ImageLayout.HeaderBytes);
        var tensors = _image.Reserve(_tensors.Count * ImageLayout.TensorRecordBytes);
        var operators = _image.Reserve(model.Operators.Length * ImageLayout.OperatorRecordBytes);
        var indices = _image.Section(Indices());
        foreach (var place in model.Plan.Places)
            PutTensor((int)tensors + _tensors[place.Tensor] * ImageLayout.TensorRecordBytes, place);
        for (var i = 0; i < model.Operators.Length; i++)
            PutOperator((int)operators + i * ImageLayout.OperatorRecordBytes, model.Operators[i]);
        return Finish(tensors, operators, indices);
    }

    private ModelImage Finish(uint tensors, uint operators, uint indices)
    {
        PutHeader(tensors, operators, indices);
        var bytes = _image.Finish();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), (uint)bytes.Length);
        var hash = Hash(bytes);
        hash.CopyTo(bytes.AsSpan(16));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), Crc32.Compute(bytes.AsSpan(16)));
        var structure = bytes.Length - _weights - _biases - _quantization;
        return new(bytes, [.. hash], _tensors, new(_weights, _biases, _quantization, structure, _biasRam));
    }

    private byte[] Hash(byte[] bytes) => model.Graph.Sha256.Length > 0
        ? Convert.FromHexString(model.Graph.Sha256)[..16]
        : SHA256.HashData(bytes)[..16];

    private void PutHeader(uint tensors, uint operators, uint indices)
    {
        _image.PutUInt32(0, Magic);
        _image.PutUInt16(4, 1);
        _image.PutUInt16(6, ImageLayout.HeaderBytes);
        _image.Span(32, 1)[0] = (byte)model.Rounding;
        _image.PutInt32(36, model.Plan.ArenaBytes);
        _image.PutUInt16(40, _tensors.Count);
        _image.PutUInt16(42, model.Operators.Length);
        _image.PutUInt16(44, model.Graph.Inputs.Length);
        _image.PutUInt16(46, model.Graph.Outputs.Length);
        _image.PutUInt32(48, tensors);
        _image.PutUInt32(52, operators);
        _image.PutUInt32(56, indices);
        _image.PutInt32(60, _biasRam);
        _image.PutInt32(64, model.InputBytes);
        _image.PutInt32(68, model.OutputBytes);
    }

    private byte[] Indices()
    {
        if (model.Graph.Outputs.FirstOrDefault(t => !_tensors.ContainsKey(t), -1) is >= 0 and var constant)
            throw new UnsupportedModelException($"{model.Graph.Tensor(constant)} is an output and a constant; boards have none, run it on sim");
        var all = model.Graph.Inputs.Concat(model.Graph.Outputs).Select(t => (ushort)_tensors[t]).ToArray();
        return MemoryMarshal.AsBytes(all.AsSpan()).ToArray();
    }

    private void PutTensor(int at, TensorPlace place)
    {
        var tensor = model.Graph.Tensor(place.Tensor);
        _image.Span(at, 1)[0] = (byte)tensor.Type;
        _image.Span(at + 1, 1)[0] = (byte)tensor.Shape.Length;
        _image.PutUInt16(at + 2, tensor.Index);
        var dims = Nhwc(tensor);
        for (var i = 0; i < 4; i++)
            _image.PutInt32(at + 4 + 4 * i, dims[i]);
        _image.PutInt32(at + 20, place.Offset);
        _image.PutInt32(at + 24, place.Bytes);
    }

    // Shorter shapes are padded with leading ones, longer ones folded into the first dimension.
    private static int[] Nhwc(TensorInfo tensor)
    {
        var shape = tensor.Shape;
        var folded = shape.Length <= 4 ? shape : [shape[..^3].Aggregate(1, (p, n) => p * n), .. shape[^3..]];
        return [.. Enumerable.Repeat(1, 4 - folded.Length), .. folded];
    }

    private void PutOperator(int at, PreparedOperator prepared)
    {
        var node = prepared.Node;
        var sections = OperatorEncoder.Encode(prepared) ?? throw Refused(node, node.Outputs[0], "the firmware has no kernel for it");
        _image.PutUInt16(at, (int)node.Code);
        var isFloat = sections.IsFloat || model.Graph.Tensor(node.Outputs[0]).Type == ElementType.Float32;
        _image.Span(at + 2, 1)[0] = (byte)(isFloat ? ElementType.Float32 : ElementType.Int8);
        _image.PutUInt16(at + 4, Activation(node, 0));
        _image.PutUInt16(at + 6, node.Code == BuiltinOperator.Add ? Activation(node, 1) : None);
        _image.PutUInt16(at + 8, _tensors[node.Outputs[0]]);
        _image.PutUInt16(at + 10, node.Index);
        PutSection(at + 12, MemoryMarshal.AsBytes(sections.Parameters.AsSpan()));
        _weights += PutSection(at + 20, sections.Weights);
        _biases += PutSection(at + 28, sections.Bias);
        PutBias(at, sections);
        _quantization += PutSection(at + 48, MemoryMarshal.AsBytes(sections.Quantization.AsSpan()), sections.Quantization.Length / 2);
    }

    private int Activation(OperatorNode node, int input) => _tensors.TryGetValue(node.Inputs[input], out var index)
        ? index
        : throw Refused(node, node.Inputs[input], "boards read only activations there, not constants");

    private UnsupportedModelException Refused(OperatorNode node, int tensor, string why) =>
        new($"{node} cannot run on a board, {why} ({model.Graph.Tensor(tensor)}); run it on sim");

    private void PutBias(int at, OperatorSections sections)
    {
        _image.Span(at + 36, 1)[0] = (byte)sections.BiasEncoding;
        _image.Span(at + 37, 1)[0] = (byte)sections.Widening.Kind;
        _image.PutUInt16(at + 38, sections.Channels);
        _biases += PutSection(at + 40, WideningData.Of(sections.Widening));
        _biasRam += ImageLayout.BiasRam(sections.Widening, sections.Channels);
    }

    /// <summary>Writes offset and length (or a count) of a section and gives the bytes it takes, padding included.</summary>
    private int PutSection(int at, ReadOnlySpan<byte> bytes, int? count = null)
    {
        _image.PutUInt32(at, _image.Section(bytes));
        _image.PutInt32(at + 4, count ?? bytes.Length);
        return ImageLayout.Aligned(bytes.Length);
    }
}
