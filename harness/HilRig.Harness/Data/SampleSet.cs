using System.Runtime.InteropServices;
using System.Security.Cryptography;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Data;

/// <summary>Samples as the model's input tensors take them, one after another.</summary>
/// <param name="Bytes">Count * the model's input bytes.</param>
/// <param name="Note">What was converted on the way in; null when the bytes are the file's own.</param>
public sealed record SampleSet(ReadOnlyMemory<byte> Bytes, int Count, string? Note = null)
{
    /// <summary>Reads a raw <c>.bin</c> or an <c>.npy</c> file for a model.</summary>
    /// <exception cref="UsageException">The file is missing, empty or does not hold whole samples of the model.</exception>
    public static SampleSet Read(string path, PreparedModel model)
    {
        if (!File.Exists(path))
            throw new UsageException($"there is no input file {path}");
        if (Path.GetExtension(path) == ".npy")
            return FromNpy(path, NpyArray.Read(path), model);
        return Whole(path, File.ReadAllBytes(path), model);
    }

    /// <summary>SHA-256 of all samples, in hexadecimal digits.</summary>
    public string Sha256() => Convert.ToHexStringLower(SHA256.HashData(Bytes.Span));

    /// <summary>The bytes of one sample.</summary>
    public ReadOnlyMemory<byte> Sample(int index) => Bytes.Slice(index * (Bytes.Length / Count), Bytes.Length / Count);

    /// <summary>The first <paramref name="count"/> samples, or all.</summary>
    public SampleSet Take(int count) => count >= Count ? this : this with { Bytes = Bytes[..(count * (Bytes.Length / Count))], Count = count };

    private static SampleSet FromNpy(string path, NpyArray array, PreparedModel model)
    {
        var input = model.Graph.Tensor(model.Graph.Inputs[0]);
        return (array.Type, input.Type) switch
        {
            ("i1", ElementType.Int8) or ("i2", ElementType.Int16) or ("f4", ElementType.Float32) => Whole(path, array.Bytes, model),
            ("f4" or "u1", ElementType.Int8) or ("f4", ElementType.Int16) => Whole(path, Quantize(array, input), model) with
            {
                Note = $"{Path.GetFileName(path)} ({array.Type}) was quantized with scale {input.Quantization!.Scale()}, zero point {input.Quantization.ZeroPoint()}",
            },
            _ => throw new UsageException($"{path} holds {array.Type}, {input} takes i1, f4 or u1 (INT8 models), i2 or f4 (INT16 models), or f4 (FLOAT32 models)"),
        };
    }

    private static SampleSet Whole(string path, ReadOnlyMemory<byte> bytes, PreparedModel model)
    {
        if (bytes.Length == 0 || bytes.Length % model.InputBytes != 0)
            throw new UsageException(
                $"{path} holds {bytes.Length} bytes, which are not whole samples of {model.InputBytes} bytes ({Inputs(model.Graph)})");
        return new(bytes, bytes.Length / model.InputBytes);
    }

    private static string Inputs(ModelGraph graph) => string.Join(", ", graph.Inputs.Select(t => graph.Tensor(t)));

    private static byte[] Quantize(NpyArray array, TensorInfo input) => InputCodes.Of(
        input, array.Type == "u1" ? array.Bytes.ToArray().Select(b => (float)b).ToArray() : MemoryMarshal.Cast<byte, float>(array.Bytes.Span));

    /// <summary>The same samples as real numbers for the float reference of a quantized model; what it keeps as integers stays.</summary>
    public SampleSet Dequantized(ModelGraph graph)
    {
        var inputs = graph.Inputs.Select(graph.Tensor).ToArray();
        var real = new List<byte>();
        for (var (sample, at) = (0, 0); sample < Count; sample++)
        {
            foreach (var input in inputs)
            {
                var codes = Bytes.Slice(at, (int)input.ByteCount).Span;
                real.AddRange(FloatTwin.BecomesFloat(input) ? MemoryMarshal.AsBytes(Reals(input, codes).AsSpan()) : codes);
                at += codes.Length;
            }
        }
        return new(real.ToArray(), Count);
    }

    private static float[] Reals(TensorInfo input, ReadOnlySpan<byte> codes)
    {
        var quantization = input.Quantization ?? throw new UsageException($"{input} has no quantization, so its codes have no real values");
        return [.. Outputs.Integers(input, codes).Select(q => (float)((q - quantization.ZeroPoint()) * (double)quantization.Scale()))];
    }
}
