using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Common;

/// <summary>TFLite's <c>ActivationFunctionType</c>. TANH and SIGN_BIT fuse into nothing, as in TensorFlow Lite Micro.</summary>
public enum FusedActivation : byte
{
    None = 0,
    Relu = 1,
    ReluN1To1 = 2,
    Relu6 = 3,
    Tanh = 4,
    SignBit = 5,
}

/// <summary>The clamp that a fused activation becomes.</summary>
public static class FusedActivations
{
    /// <summary>In output codes: bounds are rounded half away from zero after a float32 division by the output scale.</summary>
    /// <exception cref="MalformedModelException">A bound lies beyond int32 in output steps.</exception>
    public static ActivationRange Int8Range(this FusedActivation activation, TensorScale output) =>
        activation.Range(output, new(sbyte.MinValue, sbyte.MaxValue));

    /// <summary>As <see cref="Int8Range"/> for any integer type.</summary>
    /// <param name="type">The values the output's type can hold.</param>
    public static ActivationRange Range(this FusedActivation activation, TensorScale output, ActivationRange type)
    {
        var (min, max) = activation.Bounds();
        return new(
            min is { } low ? Math.Max(type.Min, Code(low, output)) : type.Min,
            max is { } high ? Math.Min(type.Max, Code(high, output)) : type.Max);
    }

    public static Float32Range Float32Range(this FusedActivation activation)
    {
        var (min, max) = activation.Bounds();
        return new(min ?? float.NegativeInfinity, max ?? float.PositiveInfinity);
    }

    /// <summary>For INT32 without quantization: the bounds are whole numbers themselves.</summary>
    public static ActivationRange Int32Range(this FusedActivation activation)
    {
        var (min, max) = activation.Bounds();
        return new((int?)min ?? int.MinValue, (int?)max ?? int.MaxValue);
    }

    private static (float? Min, float? Max) Bounds(this FusedActivation activation) => activation switch
    {
        FusedActivation.Relu => (0, null),
        FusedActivation.ReluN1To1 => (-1, 1),
        FusedActivation.Relu6 => (0, 6),
        _ => (null, null),
    };

    private static int Code(float bound, TensorScale output)
    {
        var steps = Math.Round((double)(bound / output.Scale), MidpointRounding.AwayFromZero);
        if (!(Math.Abs(steps) <= int.MaxValue))
            throw new MalformedModelException(
                $"activation bound {bound} is {steps} steps of the output scale {output.Scale}, beyond int32; the scale is damaged");
        return unchecked(output.ZeroPoint + (int)steps);
    }
}
