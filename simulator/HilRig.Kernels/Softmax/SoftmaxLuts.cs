namespace HilRig.Kernels.Softmax;

/// <summary>The tables that TensorFlow Lite makes for <see cref="SoftmaxS16"/>.</summary>
public static class SoftmaxLuts
{
    /// <summary>exp over [-10, 0] and 1/(1+x) over [0, 1].</summary>
    public static SoftmaxLutS16 Tflite { get; } = new(Table(-10, 0, MathF.Exp), Table(0, 1, x => 1 / (1 + x)));

    // TFLite's gen_lut: float32 throughout; every entry takes off half the error that interpolation makes at its midpoint.
    private static short[] Table(float low, float high, Func<float, float> function)
    {
        var table = new short[SoftmaxS16.TableSize];
        var step = (high - low) / (table.Length - 1);
        for (var i = 0; i < table.Length - 1; i++)
        {
            var (at, next) = (function(low + i * step) * 32768, function(low + (i + 1) * step) * 32768);
            var middle = function(low + i * step + step / 2) * 32768;
            var interpolated = Round((next + Round(at)) / 2);
            table[i] = Clamp(Round(at) - Round((interpolated - Round(middle)) / 2));
        }
        table[^1] = Clamp(Round(function(high) * 32768));
        return table;
    }

    private static float Round(float value) => MathF.Round(value, MidpointRounding.AwayFromZero);

    private static short Clamp(float value) => (short)Math.Clamp(value, short.MinValue, short.MaxValue);
}
