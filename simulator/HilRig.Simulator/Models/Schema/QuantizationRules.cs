using System.Collections.Immutable;

namespace HilRig.Simulator.Models.Schema;

/// <summary>What holds for every quantization, read or written. A problem is a clause that continues the tensor's name.</summary>
internal static class QuantizationRules
{
    /// <summary>Null when the quantization fits the shape.</summary>
    public static string? Problem(TensorQuantization quantization, ImmutableArray<int> shape) =>
        ListProblem(quantization) ?? AxisProblem(quantization, shape);

    private static string? ListProblem(TensorQuantization quantization)
    {
        if (quantization.Scales.IsDefaultOrEmpty || quantization.ZeroPoints.IsDefaultOrEmpty)
            return "has a quantization without scales or without zero points, and both lists need an element";
        if (quantization.ZeroPoints.Length > quantization.Scales.Length)
            return $"has {quantization.ZeroPoints.Length} zero points for {quantization.Scales.Length} scales, and at most one each";
        foreach (float scale in quantization.Scales)
            if (!(float.IsFinite(scale) && scale > 0))
                return $"has the scale {scale}, and scales are finite and above 0";
        return null;
    }

    private static string? AxisProblem(TensorQuantization quantization, ImmutableArray<int> shape)
    {
        int channels = quantization.Scales.Length;
        if (channels == 1)
            return null;
        if (quantization.Axis < 0 || quantization.Axis >= shape.Length)
            return $"is quantized along dimension {quantization.Axis}, and it has the dimensions 0 to {shape.Length - 1}";
        return shape[quantization.Axis] == channels
            ? null
            : $"has {channels} scales along dimension {quantization.Axis}, whose length is {shape[quantization.Axis]}";
    }
}
