using System.Runtime.CompilerServices;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.NNSupport;

/// <summary>
/// What <c>cmsis_nn_context</c> and the compile-time switches are to the C kernels: which build a kernel stands for. It also
/// counts where 32-bit arithmetic wraps, because a model that wraps is a model to be told about. One per thread.
/// </summary>
public sealed class KernelContext(Rounding rounding = Rounding.Double, KernelPath path = KernelPath.C)
{
    /// <summary><c>CMSIS_NN_USE_SINGLE_ROUNDING</c> or not.</summary>
    public Rounding Rounding { get; } = rounding;

    public KernelPath Path { get; } = path;

    /// <summary><c>ARM_NN_TRUNCATE</c>: the legacy q7 and q15 kernels then do not round before their right shift.</summary>
    public bool Truncates { get; init; }

    /// <summary>False where the caller passed no scratch: <c>ctx-&gt;buf == NULL</c>, which many kernels answer with an argument error.</summary>
    public bool HasBuffer { get; init; } = true;

    /// <summary>Accumulations and additions so far whose exact result did not fit int32 and wrapped, as it does on every core.</summary>
    public long Wraps { get; private set; }

    /// <summary>Left shifts before a requantization's multiply that lost bits; with one rounding there is no such shift.</summary>
    public long ShiftWraps { get; private set; }

    /// <summary>64-bit results of int16 kernels so far that lost high bits when they were cut to 32.</summary>
    public long Truncations { get; private set; }

    /// <summary>The kernel that the last wrapper chose, by its CMSIS-NN name; null before the first.</summary>
    public string? Chosen { get; set; }

    /// <summary>The low 32 bits of an exact result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Wrap32(long exact)
    {
        var wrapped = unchecked((int)exact);
        if (wrapped != exact)
            Wraps++;
        return wrapped;
    }

    /// <summary><c>arm_nn_requantize</c> (semantics in <see cref="Requantization"/>); counts a left shift that wraps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Requantize(int value, QuantizedMultiplier scale)
    {
        if (Rounding == Rounding.Single)
            return Requantization.RequantizeSingle(value, scale.Multiplier, scale.Shift);
        if (scale.Shift > 0 && value != value << scale.Shift >> scale.Shift)
            ShiftWraps++;
        return Requantization.RequantizeDouble(value, scale.Multiplier, scale.Shift);
    }

    /// <summary><c>arm_nn_requantize_s64</c> with a reduced multiplier; counts results cut to 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Requantize64(long value, int reducedMultiplier, int shift)
    {
        var product = unchecked(value * reducedMultiplier) >> (14 - shift);
        var cut = unchecked((int)product);
        if (cut != product)
            Truncations++;
        return Wrap32((long)cut + 1) >> 1;
    }

    /// <summary>The last step of every int8 kernel: requantize, add the output's zero point, clamp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public sbyte OutputS8(int accumulator, QuantizedMultiplier scale, int outputOffset, ActivationRange activation) =>
        (sbyte)activation.Clamp(Wrap32((long)Requantize(accumulator, scale) + outputOffset));

    /// <summary>
    /// The same where MVE requantizes fewer than four lanes under a predicate. With one rounding that differs, see
    /// <see cref="Requantization.RequantizeSinglePredicated"/>.
    /// </summary>
    internal sbyte OutputS8Predicated(int accumulator, QuantizedMultiplier scale, int outputOffset, ActivationRange activation) =>
        Rounding == Rounding.Double
            ? OutputS8(accumulator, scale, outputOffset, activation)
            : (sbyte)activation.Clamp(
                Wrap32((long)Requantization.RequantizeSinglePredicated(accumulator, scale.Multiplier, scale.Shift) + outputOffset));

    /// <summary>The last step of int16 kernels with a 64-bit accumulator: requantize with the reduced multiplier, clamp. No zero point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public short OutputS16(long accumulator, QuantizedMultiplier scale, ActivationRange activation) =>
        (short)activation.Clamp(Requantize64(accumulator, scale.Reduced, scale.Shift));
}
