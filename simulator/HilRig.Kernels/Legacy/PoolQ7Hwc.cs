using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Pooling;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Legacy;

/// <summary>
/// The legacy poolings of q7 values. On DSP they work along x in the input itself, then along y: the input is lost, averages are truncated
/// twice, and with padding windows may meet cells already replaced.
/// </summary>
/// <remarks>Input [h][w][C], output [oh][ow][C].</remarks>
public static class PoolQ7Hwc
{
    // A window without a tap; as a q7 it comes out as 127.
    private const int Nothing = sbyte.MinValue - 1;

    /// <summary><c>arm_maxpool_q7_HWC</c>.</summary>
    /// <exception cref="KernelContractException">On DSP a window that begins beyond the input, or an output larger than the input.</exception>
    public static void Max(KernelContext context, LegacyPoolParams parameters, Span<sbyte> input, Span<sbyte> output)
    {
        if (context.Path == KernelPath.Dsp)
            PoolQ7HwcDsp.Run(new("arm_maxpool_q7_HWC"), parameters, input, output, PoolQ7HwcDsp.Maximum);
        else
            Run(parameters, input, output, static (window, p, image, c) =>
            {
                var max = Nothing;
                for (var y = window.Top; y < window.Bottom; y++)
                    for (var x = window.Left; x < window.Right; x++)
                        max = Math.Max(max, image[(y * p.DimImIn + x) * p.ChImIn + c]);
                return unchecked((sbyte)max);
            });
    }

    /// <summary><c>arm_avepool_q7_HWC</c>: the mean of the taps inside the input, truncated toward zero.</summary>
    /// <exception cref="KernelContractException">A window without a tap, which divides by zero; on DSP as <see cref="Max"/>.</exception>
    public static void Average(KernelContext context, LegacyPoolParams parameters, Span<sbyte> input, Span<sbyte> output)
    {
        var contract = new LegacyContract("arm_avepool_q7_HWC");
        if (context.Path == KernelPath.Dsp)
            PoolQ7HwcDsp.Run(contract, parameters, input, output, PoolQ7HwcDsp.Mean);
        else
            Run(parameters, input, output, (window, p, image, c) =>
            {
                var sum = 0;
                contract.Require(!window.IsEmpty, "a window lies in the padding altogether: the C divides by 0 taps");
                for (var y = window.Top; y < window.Bottom; y++)
                    for (var x = window.Left; x < window.Right; x++)
                        sum += image[(y * p.DimImIn + x) * p.ChImIn + c];
                return (sbyte)(sum / window.Count);
            });
    }

    private delegate sbyte Pool(PoolWindow window, LegacyPoolParams parameters, ReadOnlySpan<sbyte> image, int channel);

    private static void Run(LegacyPoolParams p, ReadOnlySpan<sbyte> input, Span<sbyte> output, Pool pool)
    {
        var index = 0;
        foreach (var at in new Dims(1, p.DimImOut, p.DimImOut, p.ChImIn).Positions())
        {
            var window = PoolWindow.At(
                at.Y, at.X, new(p.Stride, p.Stride), new(p.Padding, p.Padding), new(1, p.DimKernel, p.DimKernel, 1),
                new(1, p.DimImIn, p.DimImIn, 1));
            output[index++] = pool(window, p, input, at.O);
        }
    }
}
