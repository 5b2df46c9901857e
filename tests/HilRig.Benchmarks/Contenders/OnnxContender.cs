using HilRig.Benchmarks.Onnx;
using HilRig.Simulator.Models;
using Microsoft.ML.OnnxRuntime;

namespace HilRig.Benchmarks.Contenders;

/// <summary>ONNX Runtime on one thread, inputs and outputs bound once.</summary>
internal sealed class OnnxContender : IDisposable
{
    private readonly RunOptions _run = new();
    private readonly SessionOptions _options = new() { IntraOpNumThreads = 1, InterOpNumThreads = 1, ExecutionMode = ExecutionMode.ORT_SEQUENTIAL };
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly List<IDisposable> _values = [];

    private OnnxContender(ModelGraph graph, bool signed)
    {
        _session = new(OnnxExporter.Export(graph, signed), _options);
        _binding = _session.CreateIoBinding();
        var sample = Samples.Bytes(graph.Inputs.Sum(t => (int)graph.Tensor(t).ByteCount)).AsSpan();
        foreach (var tensor in graph.Inputs)
        {
            var info = graph.Tensor(tensor);
            Bind(info, signed, isInput: true, Codes(sample[..(int)info.ByteCount], info, signed));
            sample = sample[(int)info.ByteCount..];
        }
        foreach (var tensor in graph.Outputs)
            Output ??= Bind(graph.Tensor(tensor), signed, isInput: false, new byte[graph.Tensor(tensor).ByteCount]);
    }

    private byte[]? Output { get; }

    public static Contender Create(ModelGraph graph, bool signed)
    {
        var onnx = new OnnxContender(graph, signed);
        var flip = signed ? 0 : 128;
        return new(
            signed ? "ORT S8S8" : "ORT U8S8", () => onnx._session.RunWithBinding(onnx._run, onnx._binding),
            () => [.. onnx.Output!.Select(b => unchecked((sbyte)(b ^ flip)))], onnx);
    }

    public void Dispose()
    {
        _binding.Dispose();
        foreach (var value in _values)
            value.Dispose();
        _session.Dispose();
        _options.Dispose();
        _run.Dispose();
    }

    private static byte[] Codes(ReadOnlySpan<byte> sample, TensorInfo info, bool signed)
    {
        var codes = Layout.ToOnnx(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, sbyte>(sample), info.Shape);
        return [.. codes.Select(c => unchecked((byte)(signed ? c : c ^ 128)))];
    }

    private byte[] Bind(TensorInfo info, bool signed, bool isInput, byte[] bytes)
    {
        var shape = Layout.ToOnnx(info.Shape);
        var value = signed
            ? OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, new Memory<sbyte>((sbyte[])(object)bytes), shape)
            : OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, new Memory<byte>(bytes), shape);
        _values.Add(value);
        if (isInput)
            _binding.BindInput($"t{info.Index}", value);
        else
            _binding.BindOutput($"t{info.Index}", value);
        return bytes;
    }
}
