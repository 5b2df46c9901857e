using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Reference;

/// <summary>Running sums along an axis. TensorFlow Lite Micro: reference/cumsum.h.</summary>
/// <param name="Exclusive">An element's output is the sum of those before it, without itself.</param>
/// <param name="Reverse">The sums begin at the end of the axis.</param>
public sealed record CumulativeSum(AxisSplit Axis, bool Exclusive, bool Reverse)
{
    public void Run(KernelContext context, RunningSum sum, ReadOnlySpan<sbyte> input, Span<sbyte> output)
    {
        for (var line = 0; line < Lines; line++)
        {
            var total = sum.Begin(context);
            for (var d = 0; d < Axis.Depth; d++)
            {
                var at = Element(line, d);
                var next = sum.Add(context, total, input[at]);
                output[at] = (sbyte)sum.Output(context, Exclusive ? total : next);
                total = next;
            }
        }
    }

    public void Run(ReadOnlySpan<float> input, Span<float> output)
    {
        for (var line = 0; line < Lines; line++)
        {
            var total = 0f;
            for (var d = 0; d < Axis.Depth; d++)
            {
                var at = Element(line, d);
                var next = total + input[at];
                output[at] = Exclusive ? total : next;
                total = next;
            }
        }
    }

    // An axis without elements has nothing to walk, however many lines there are.
    private int Lines => Axis.Depth == 0 ? 0 : Axis.Lines;

    private int Element(int line, int step) => Axis.LineStart(line) + (Reverse ? Axis.Depth - 1 - step : step) * Axis.Inner;
}
