using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.BasicMath;

/// <summary>
/// <c>arm_elementwise_mul_s16_s8</c>: scaled products of int16 as int8, a batch at a time; the LSTM's hidden state.
/// </summary>
/// <remarks>Inputs [batches][block]; batch b of the output begins at b * batchOffset * block.</remarks>
public static class ElementwiseMulS16S8
{
    public static void Run(
        KernelContext context, QuantizedMultiplier scale, int outputOffset, int block, int batches, int batchOffset,
        ReadOnlySpan<short> input1, ReadOnlySpan<short> input2, Span<sbyte> output)
    {
        for (var batch = 0; batch < batches; batch++)
            for (var i = 0; i < block; i++)
            {
                var from = batch * block + i;
                output[batch * batchOffset * block + i] = context.OutputS8(
                    input1[from] * input2[from], scale, outputOffset, new(sbyte.MinValue, sbyte.MaxValue));
            }
    }
}
