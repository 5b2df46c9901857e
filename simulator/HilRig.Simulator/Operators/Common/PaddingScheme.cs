using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Common;

/// <summary>TFLite's <c>Padding</c>.</summary>
public enum PaddingScheme : byte
{
    Same = 0,
    Valid = 1,
}

/// <summary>Output size and leading pad of a sliding window along one axis, as TensorFlow Lite Micro computes them.</summary>
/// <param name="Output">Number of windows.</param>
/// <param name="Before">Pad on the left or top; the odd one goes after.</param>
public readonly record struct WindowAxis(int Output, int Before)
{
    /// <exception cref="MalformedModelException">Stride, kernel or dilation below 1, or no window fits.</exception>
    public static WindowAxis Of(PaddingScheme padding, int input, int kernel, int stride, int dilation = 1)
    {
        if (stride < 1 || kernel < 1 || dilation < 1)
            throw new MalformedModelException($"stride {stride}, kernel {kernel} and dilation {dilation} must each be at least 1");
        var reach = (kernel - 1) * dilation + 1;
        var output = padding == PaddingScheme.Same ? (input + stride - 1) / stride : (input + stride - reach) / stride;
        if (output < 1)
            throw new MalformedModelException($"a window of {reach} does not fit an input of {input}; the model has no output there");
        return new(output, Math.Max(0, (output - 1) * stride + reach - input) / 2);
    }

    /// <summary>Reads the padding field; TFLite knows 0 (SAME) and 1 (VALID).</summary>
    public static PaddingScheme Read(OptionsTable options, int field) => options.Int8(field, 0) switch
    {
        0 => PaddingScheme.Same,
        1 => PaddingScheme.Valid,
        var other => throw new MalformedModelException($"padding {other} is unknown; TFLite has 0 (SAME) and 1 (VALID)"),
    };
}
