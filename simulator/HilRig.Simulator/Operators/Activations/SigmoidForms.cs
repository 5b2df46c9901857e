using HilRig.Kernels.Activation;
using HilRig.Kernels.Reference;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Activations;

/// <summary>Parameters of LOGISTIC and TANH as TensorFlow Lite Micro prepares it.</summary>
internal static class SigmoidForms
{
    private const int InputIntegerBits = 4;
    private const float Int16Output = 1f / 32768;

    // Inputs beyond +-5 1/3 thirds fall off the table's 256 steps of 1/24; the loop brings the scale near that.
    private const double LargestMultiplier = 32767 / 2.0;

    /// <summary>Input step in Q4.27. The mantissa is rounded without the correction of a full one that other multipliers have.</summary>
    public static SigmoidParams Int8(PrepareContext context, TensorScale input)
    {
        var real = (double)input.Scale * (1 << (31 - InputIntegerBits));
        var shift = Math.ILogB(real) + 1;
        var multiplier = Math.Round(Math.ScaleB(real, 31 - shift), MidpointRounding.AwayFromZero);
        if (multiplier > int.MaxValue || shift is < -31 or > 30)
            throw context.Unsupported($"an input scale of {input.Scale}", "a scale between 2^-58 and 8");
        var radius = Math.Floor(((1 << InputIntegerBits) - 1) * Math.ScaleB(1, 31 - InputIntegerBits - shift));
        return new(input.ZeroPoint, new((int)multiplier, shift), (int)Math.Min(radius, int.MaxValue));
    }

    /// <summary>From an int16 code to the table's steps: (code * multiplier + rounding) >> shift.</summary>
    /// <param name="largestPowerShift">Largest left shift that a power-of-two scale may ask for: 0 for LOGISTIC, 1 for TANH.</param>
    public static UnaryFunction<short, short> Int16(PrepareContext context, NNActivationType type, int largestPowerShift)
    {
        var (input, output) = (context.SymmetricScale(context.Input(0)), context.SymmetricScale(context.Output));
        if (output.Scale != Int16Output)
            throw context.Unsupported($"an output scale of {output.Scale}", "1/32768");
        var (multiplier, shift) = Steps(input.Scale, largestPowerShift);
        var half = shift > 0 ? 1 << (shift - 1) : 0;
        return (kernel, x) => NNActivationS16.Of(kernel.Wrap32((long)x * multiplier + half) >> shift, type);
    }

    private static (int Multiplier, int Shift) Steps(float scale, int largestPowerShift)
    {
        var log2 = MathF.Log(scale) * (1 / MathF.Log(2));
        var power = MathF.Round(log2, MidpointRounding.AwayFromZero);
        var left = 12 + (int)power;
        if (MathF.Abs(log2 - power) < 0.001f && left >= 0 && left <= largestPowerShift)
            return (3 << left, 0);
        var real = (double)scale * 4096 * 3;
        var shift = 0;
        for (; real <= LargestMultiplier && shift <= 30; shift++)
            real *= 2;
        return ((int)Math.Min(real, short.MaxValue), Math.Min(shift, 31));
    }
}
