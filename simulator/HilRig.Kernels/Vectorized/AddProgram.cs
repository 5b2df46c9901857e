using HilRig.Kernels.BasicMath;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Vectorized;

/// <summary>
/// An elementwise addition as three requantizations: every lane is a channel with the same multiplier. An input scale that is
/// a power of two, as the larger one of TFLite's always is, needs none.
/// </summary>
internal sealed class AddProgram
{
    private static readonly ActivationRange NoClamp = new(int.MinValue, int.MaxValue);

    public AddProgram(ElementwiseAddParams parameters, Rounding rounding)
    {
        Parameters = parameters;
        Input1 = AddInput.Of(parameters.Offset1, parameters.LeftShift, parameters.Scale1, rounding);
        Input2 = AddInput.Of(parameters.Offset2, parameters.LeftShift, parameters.Scale2, rounding);
        var magnitude = Input1.Largest + Input2.Largest;
        Output = Layer(parameters.OutputScale, parameters.OutputOffset, parameters.Activation, rounding, magnitude);
        MayWrap = Input1.MayWrap || Input2.MayWrap || AccumulatorBounds.MayWrap(magnitude, parameters.OutputScale, parameters.OutputOffset, rounding);
    }

    public ElementwiseAddParams Parameters { get; }

    public AddInput Input1 { get; }

    public AddInput Input2 { get; }

    public LayerOutput Output { get; }

    public bool MayWrap { get; }

    /// <summary>As many channels as the widest vector has lanes, all alike.</summary>
    public static LayerOutput Layer(QuantizedMultiplier scale, int offset, ActivationRange activation, Rounding rounding, long magnitude) => new(
        Lanes512.Count, new([scale.Multiplier], [scale.Shift]), offset, activation, rounding,
        [.. Enumerable.Repeat(new Reach(-magnitude, magnitude, magnitude), Lanes512.Count)]);

    /// <summary>One input: (x + offset) shifted left, then scaled unless the shift already did it.</summary>
    /// <param name="Shift">Left shift, the scale's power of two included where there is no <paramref name="Layer"/>.</param>
    /// <param name="Largest">Bound of the scaled value's magnitude.</param>
    internal sealed record AddInput(int Offset, int Shift, LayerOutput? Layer, long Largest, bool MayWrap)
    {
        public static AddInput Of(int offset, int shift, QuantizedMultiplier scale, Rounding rounding)
        {
            var largest = Math.Max(Math.Abs(offset + sbyte.MinValue), Math.Abs(offset + sbyte.MaxValue));
            var magnitude = (long)largest << shift;
            // 2^30 / 2^31 halves; as long as no bit falls off nothing is rounded.
            var total = shift - 1 + scale.Shift;
            if (scale is { Multiplier: 1 << 30, Shift: <= 0 } && total >= 0 && magnitude <= int.MaxValue)
                return new(offset, total, null, (long)largest << total, false);
            var scaled = (long)(((Int128)magnitude << Math.Max(scale.Shift, 0)) * scale.Multiplier >> (31 + Math.Max(-scale.Shift, 0))) + 2;
            return new(
                offset, shift, AddProgram.Layer(scale, 0, NoClamp, rounding, magnitude), scaled,
                AccumulatorBounds.MayWrap(magnitude, scale, 0, rounding));
        }
    }
}
