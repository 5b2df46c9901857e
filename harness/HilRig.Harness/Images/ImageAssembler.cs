using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using HilRig.Kernels.FixedPoint;
using HilRig.Protocol;

namespace HilRig.Harness.Images;

/// <summary>Lays out one image from its parts: header, tensor records, operator records, indices, then each operator's sections.</summary>
internal sealed class ImageAssembler(IReadOnlyList<ImageTensor> tensors, IReadOnlyList<ImageOperator> operators)
{
    private const uint Magic = 0x4D4C4948;
    private const int None = 0xFFFF;

    private readonly ImageWriter _image = new();
    private int _weights;
    private int _biases;
    private int _quantization;
    private int _biasRam;

    /// <summary>Tensor records of the model's inputs, in its order.</summary>
    public required IReadOnlyList<int> Inputs { get; init; }

    /// <summary>The same of its outputs.</summary>
    public required IReadOnlyList<int> Outputs { get; init; }

    public required Rounding Rounding { get; init; }

    /// <summary>As planned, a multiple of 16.</summary>
    public required int ArenaBytes { get; init; }

    /// <summary>16 bytes that tell models apart; null for a hash of the image itself.</summary>
    public byte[]? ModelHash { get; init; }

    public (byte[] Bytes, ImmutableArray<byte> Hash, ImageSizes Sizes) Build()
    {
        _image.Reserve(ImageLayout.HeaderBytes);
        var tensorRecords = _image.Reserve(tensors.Count * ImageLayout.TensorRecordBytes);
        var operatorRecords = _image.Reserve(operators.Count * ImageLayout.OperatorRecordBytes);
        var endpoints = _image.Section(MemoryMarshal.AsBytes(Inputs.Concat(Outputs).Select(t => (ushort)t).ToArray().AsSpan()));
        for (var i = 0; i < tensors.Count; i++)
            PutTensor((int)tensorRecords + i * ImageLayout.TensorRecordBytes, tensors[i]);
        for (var i = 0; i < operators.Count; i++)
            PutOperator((int)operatorRecords + i * ImageLayout.OperatorRecordBytes, operators[i]);
        // Last and side by side, so that nothing is padded between one layer's biases and the next's.
        for (var i = 0; i < operators.Count; i++)
            PutBias((int)operatorRecords + i * ImageLayout.OperatorRecordBytes, operators[i].Sections);
        PutHeader(tensorRecords, operatorRecords, endpoints);
        return Finish();
    }

    private (byte[] Bytes, ImmutableArray<byte> Hash, ImageSizes Sizes) Finish()
    {
        var bytes = _image.Finish();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), (uint)bytes.Length);
        var hash = ModelHash ?? SHA256.HashData(bytes)[..16];
        hash.CopyTo(bytes.AsSpan(16));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), Crc32.Compute(bytes.AsSpan(16)));
        var structure = bytes.Length - _weights - _biases - _quantization;
        return (bytes, [.. hash], new(_weights, _biases, _quantization, structure, _biasRam));
    }

    private void PutHeader(uint tensorRecords, uint operatorRecords, uint endpoints)
    {
        _image.PutUInt32(0, Magic);
        _image.PutUInt16(4, ImageLayout.Version);
        _image.PutUInt16(6, ImageLayout.HeaderBytes);
        _image.Span(32, 1)[0] = (byte)Rounding;
        _image.PutInt32(36, ArenaBytes);
        _image.PutUInt16(40, tensors.Count);
        _image.PutUInt16(42, operators.Count);
        _image.PutUInt16(44, Inputs.Count);
        _image.PutUInt16(46, Outputs.Count);
        _image.PutUInt32(48, tensorRecords);
        _image.PutUInt32(52, operatorRecords);
        _image.PutUInt32(56, endpoints);
        _image.PutInt32(60, _biasRam);
        _image.PutInt32(64, Inputs.Sum(t => tensors[t].Bytes));
        _image.PutInt32(68, Outputs.Sum(t => tensors[t].Bytes));
    }

    private void PutTensor(int at, ImageTensor tensor)
    {
        _image.Span(at, 1)[0] = (byte)tensor.Type;
        _image.Span(at + 1, 1)[0] = (byte)tensor.Rank;
        _image.PutUInt16(at + 2, tensor.FileIndex);
        for (var i = 0; i < 4; i++)
            _image.PutInt32(at + 4 + 4 * i, tensor.Dims[i]);
        _image.PutInt32(at + 20, tensor.Offset);
        _image.PutInt32(at + 24, tensor.Bytes);
        _image.Span(at + 28, 1)[0] = tensor.Fill is null ? (byte)0 : (byte)1;
        _image.Span(at + 29, 1)[0] = tensor.Fill ?? 0;
    }

    private void PutOperator(int at, ImageOperator op)
    {
        var sections = op.Sections;
        _image.PutUInt16(at, (int)op.Code);
        _image.Span(at + 2, 1)[0] = (byte)op.Type;
        _image.PutUInt16(at + 4, op.Input0);
        _image.PutUInt16(at + 6, op.Input1 ?? None);
        _image.PutUInt16(at + 8, op.Output);
        _image.PutUInt16(at + 10, op.FileIndex);
        PutSection(at + 12, MemoryMarshal.AsBytes(sections.Parameters.AsSpan()));
        _weights += PutSection(at + 20, sections.Weights);
        _image.PutUInt16(at + 56, op.Input2 ?? None);
        _quantization += PutSection(at + 48, MemoryMarshal.AsBytes(sections.Quantization.AsSpan()), sections.Quantization.Length / 2);
    }

    private void PutBias(int at, OperatorSections sections)
    {
        _image.Span(at + 36, 1)[0] = (byte)sections.BiasEncoding;
        _image.Span(at + 37, 1)[0] = (byte)sections.Widening.Kind;
        _image.PutUInt16(at + 38, sections.Channels);
        PutSection(at + 28, sections.Bias, alignment: sections.BiasEncoding == BiasEncoding.Int64 ? ImageLayout.WideBiasAlignment : ImageLayout.BiasAlignment);
        PutSection(at + 40, WideningData.Of(sections.Widening), alignment: sections.Widening.Multiplies ? ImageLayout.BiasAlignment : 1);
        _biases += ImageLayout.BiasFlash(sections.Bias.Length, sections.Widening);
        _biasRam += ImageLayout.BiasRam(sections.Widening, sections.Channels);
    }

    /// <summary>Writes offset and length (or a count) of a section and gives the bytes it takes, padding included.</summary>
    private int PutSection(int at, ReadOnlySpan<byte> bytes, int? count = null, int alignment = ImageLayout.Alignment)
    {
        _image.PutUInt32(at, _image.Section(bytes, alignment));
        _image.PutInt32(at + 4, count ?? bytes.Length);
        return ImageLayout.Aligned(bytes.Length);
    }
}
