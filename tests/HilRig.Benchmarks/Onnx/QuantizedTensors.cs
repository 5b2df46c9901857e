using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;

namespace HilRig.Benchmarks.Onnx;

/// <summary>The activations of a graph in ONNX: names, and scales and zero points as constants.</summary>
internal sealed class QuantizedTensors(ModelGraph graph, OnnxGraphBuilder onnx, bool signed)
{
    public OnnxType Type => signed ? OnnxType.Int8 : OnnxType.UInt8;

    public static string Name(int tensor) => $"t{tensor}";

    /// <summary>Name, scale and zero point: an input.</summary>
    public string[] Triple(int tensor) => [Name(tensor), .. Pair(tensor)];

    /// <summary>Scale and zero point: an output.</summary>
    public string[] Pair(int tensor)
    {
        var quantization = graph.Tensor(tensor).Quantization!;
        return [onnx.Scalar(quantization.Scale()), Code((int)quantization.ZeroPoint())];
    }

    /// <summary>Where a node has to put its output so that <paramref name="tensor"/> is clamped to the range.</summary>
    public string Clamped(int tensor, ActivationRange range)
    {
        if (range is { Min: sbyte.MinValue, Max: sbyte.MaxValue })
            return Name(tensor);
        var raw = onnx.NewName();
        onnx.Node("Clip", [raw, Code(range.Min), Code(range.Max)], Name(tensor));
        return raw;
    }

    private string Code(int code) => signed
        ? onnx.Constant<sbyte>(OnnxType.Int8, [(sbyte)code])
        : onnx.Constant<byte>(OnnxType.UInt8, [(byte)(code + 128)]);
}
