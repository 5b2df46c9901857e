using System.Buffers.Binary;
using System.Collections.Immutable;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;

namespace HilRig.Simulator.Quantization;

/// <summary>The bias of one INT8 layer: as the file stores it and as the kernels take it.</summary>
/// <param name="Tensor">The bias tensor.</param>
/// <param name="AccumulatorScales">a[c] = float32(input scale * weight scale): the real size of one accumulator step.</param>
/// <param name="Stored">The file's integers, one per output channel.</param>
/// <param name="Widening">How a narrow bias becomes int32.</param>
/// <param name="Widened">int32 in accumulator steps, one per output channel.</param>
public sealed record LayerBias(
    TensorInfo Tensor, ImmutableArray<float> AccumulatorScales, int[] Stored, BiasWidening Widening, int[] Widened)
{
    /// <summary>INT32, INT16 or INT8.</summary>
    public ElementType Type => Tensor.Type;

    /// <summary>Bytes of the stored integers and of what widening them needs, without padding.</summary>
    public int StoredBytes => Tensor.Data.Length + Widening.Bytes;

    /// <summary>The biases of a model's INT8 layers, in the order of the operators.</summary>
    public static IEnumerable<LayerBias> Of(PreparedModel model) => model.Operators.OfType<IBiasedOperator>().Select(o => o.Bias).OfType<LayerBias>();

    /// <summary>Reads the bias of an INT8 layer; null when it is absent.</summary>
    /// <param name="position">Which input it is.</param>
    /// <exception cref="ModelException">Wrong type, wrong length, or a narrow bias without scales.</exception>
    internal static LayerBias? Read(PrepareContext context, int position, float inputScale, TensorQuantization weights, int channels)
    {
        if (context.OptionalInput(position) is not { } tensor)
            return null;
        if (!tensor.IsConstant || tensor.Type is not (ElementType.Int32 or ElementType.Int16 or ElementType.Int8))
            throw context.UnsupportedType(tensor, "a constant of INT32, INT16 or INT8");
        if (tensor.ElementCount != channels)
            throw context.Malformed($"{tensor} has {tensor.ElementCount} elements for {channels} output channels");
        var stored = Integers(tensor);
        var scales = weights.Scales.Select(w => inputScale * w).ToImmutableArray();
        var widening = tensor.Type == ElementType.Int32 ? BiasWidening.None : Widen(context, tensor, scales, channels);
        return new(tensor, scales, stored, widening, widening.Apply(stored));
    }

    /// <summary>The accumulator scale of one channel.</summary>
    public float AccumulatorScale(int channel) => AccumulatorScales.Length == 1 ? AccumulatorScales[0] : AccumulatorScales[channel];

    private static BiasWidening Widen(PrepareContext context, TensorInfo tensor, ImmutableArray<float> accumulator, int channels)
    {
        var scales = tensor.Quantization?.Scales
            ?? throw context.Malformed($"{tensor} has no scales; a narrow bias needs one, or one per channel");
        if (scales.Length != 1 && scales.Length != channels)
            throw context.Malformed($"{tensor} has {scales.Length} scales, expected 1 or {channels}");
        foreach (var scale in scales)
            context.PositiveScale(tensor, scale);
        return BiasWidening.For(scales, accumulator, channels);
    }

    private static int[] Integers(TensorInfo tensor)
    {
        var bytes = tensor.Data;
        return [.. Enumerable.Range(0, (int)tensor.ElementCount).Select(i => tensor.Type switch
        {
            ElementType.Int8 => unchecked((sbyte)bytes.Span[i]),
            ElementType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes.Span[(2 * i)..]),
            _ => BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[(4 * i)..]),
        })];
    }
}
