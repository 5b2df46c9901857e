using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.BasicMath;

/// <summary><c>arm_elementwise_mul_s16_batch_offset</c>: <see cref="ElementwiseMulS16S8"/> with int16 output.</summary>
/// <remarks>Inputs [batches][block]; batch b of the output begins at b * batchOffset * block.</remarks>
public static class ElementwiseMulS16BatchOffset
{
    public static void Run(
        KernelContext context, QuantizedMultiplier scale, int outputOffset, int block, int batches, int batchOffset,
        ReadOnlySpan<short> input1, ReadOnlySpan<short> input2, Span<short> output)
    {
        for (var batch = 0; batch < batches; batch++)
            for (var i = 0; i < block; i++)
            {
                var from = batch * block + i;
                var value = context.Wrap32((long)context.Requantize(input1[from] * input2[from], scale) + outputOffset);
                output[batch * batchOffset * block + i] = (short)Math.Clamp(value, short.MinValue, short.MaxValue);
            }
    }
}
