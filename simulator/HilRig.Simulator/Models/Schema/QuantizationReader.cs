using System.Collections.Immutable;

namespace HilRig.Simulator.Models.Schema;

/// <summary>Reads a tensor's quantization table.</summary>
internal static class QuantizationReader
{
    /// <summary>Null unless the file gives both scales and zero points; either alone counts for nothing in TensorFlow Lite Micro.</summary>
    public static TensorQuantization? Read(FlatTable tensorTable, TensorInfo tensor, ListReader lists)
    {
        FlatTable table = tensorTable.Table(Fields.Tensor.Quantization, $"the quantization of {tensorTable.What}");
        RefuseCustom(table);
        lists.Singles(table, Fields.Quantization.Min, "min");
        lists.Singles(table, Fields.Quantization.Max, "max");
        ImmutableArray<float> scales = lists.Singles(table, Fields.Quantization.Scale, "scale");
        ImmutableArray<long> zeroPoints = lists.Int64s(table, Fields.Quantization.ZeroPoint, "zero point");
        if (scales.IsEmpty || zeroPoints.IsEmpty)
            return null;
        var quantization = new TensorQuantization(scales, zeroPoints, AxisOf(table, tensor));
        if (QuantizationRules.Problem(quantization, tensor.Shape) is { } problem)
            throw new MalformedModelException($"{tensor} {problem}; export the model anew");
        return quantization;
    }

    // Older converters gave a bias the axis of its filter (3 for a tensor of one dimension, in person_detect.tflite).
    // One dimension leaves no choice.
    private static int AxisOf(FlatTable table, TensorInfo tensor) =>
        tensor.Shape.Length == 1 ? 0 : table.Int32(Fields.Quantization.Axis);

    private static void RefuseCustom(FlatTable table)
    {
        byte type = table.UInt8(Fields.Quantization.DetailsType);
        if (type != 0)
            throw new UnsupportedModelException($"{table.What} has details of type {type}, and only plain scales and zero points "
                + "(type 0) are read; quantize the model without custom quantization");
    }
}
