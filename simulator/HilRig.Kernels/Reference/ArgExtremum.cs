using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Reference;

/// <summary>
/// Positions of the largest or smallest elements along an axis, the first of equal ones. TensorFlow Lite Micro:
/// reference/arg_min_max.h with the plain comparison of arg_min_max.cc, so a leading not-a-number stays.
/// </summary>
public static class ArgExtremum
{
    /// <param name="axis">Its depth is at least 1.</param>
    /// <param name="beats">True where the first argument takes the place of the second.</param>
    /// <param name="output">One position for each line of the axis.</param>
    public static void Run<T>(AxisSplit axis, Func<T, T, bool> beats, ReadOnlySpan<T> input, Span<int> output)
    {
        for (var line = 0; line < output.Length; line++)
        {
            var (start, best) = (axis.LineStart(line), 0);
            for (var d = 1; d < axis.Depth; d++)
            {
                if (beats(input[start + d * axis.Inner], input[start + best * axis.Inner]))
                    best = d;
            }
            output[line] = best;
        }
    }
}
