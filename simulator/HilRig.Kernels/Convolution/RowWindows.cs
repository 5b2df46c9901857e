using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>What the windows of an MVE 1xN kernel really see: input columns and weights by window and tap.</summary>
internal interface IRowWindows
{
    /// <summary>The input column under tap <paramref name="k"/> of window <paramref name="x"/>; null for a zero.</summary>
    int? Column(int x, int k);

    /// <summary>The flat index of the weight that meets the first channel there.</summary>
    int FirstWeight(int x, int k, int o);

    /// <summary>True where window <paramref name="x"/> is requantized under a predicate, see <see cref="PixelGroups"/>.</summary>
    bool IsPredicated(int x);
}

/// <summary>The MVE 1xN kernels, s8 and s4. They look at one row of input and output only and ignore padding, stride and dilation of height.</summary>
internal static class RowWindows
{
    public static void Check(ConvContract contract, ConvParams p, Dims input, Dims filter, Dims output)
    {
        contract.RequireShapes(p.Stride, input, output, filter.N);
        contract.RequireNoGroups(input, filter);
        contract.RequireZeroPoint(p.InputOffset);
        contract.Require(filter.H == 1 && output.H == 1, $"filter height {filter.H} and output height {output.H} must be 1: MVE sees one row only");
    }

    public static void Compute<TWindows, TWeights>(
        ConvContract contract, KernelContext context, ConvParams parameters, OutputQuantization quantization, Dims inputDims,
        ReadOnlySpan<sbyte> input, Dims filterDims, TWindows windows, TWeights weights, ReadOnlySpan<int> bias, Dims outputDims,
        Span<sbyte> output)
        where TWindows : IRowWindows
        where TWeights : IWeights, allows ref struct
    {
        var index = 0;
        foreach (var at in outputDims.Positions())
        {
            var accumulator = bias.IsEmpty ? 0 : bias[at.O];
            for (var k = 0; k < filterDims.W; k++)
            {
                if (windows.Column(at.X, k) is not { } column)
                    continue;
                var pixel = at.N * inputDims.W + column;
                // Beyond its row a window sees the next batch, beyond the last batch foreign memory.
                contract.Require(pixel < inputDims.N * inputDims.W, $"window {at.X} reads column {column} of {inputDims.W}, behind the input");
                var firstWeight = windows.FirstWeight(at.X, k, at.O);
                for (var c = 0; c < inputDims.C; c++)
                    accumulator = context.Wrap32(
                        (long)accumulator + (input[pixel * inputDims.C + c] + parameters.InputOffset) * weights[firstWeight + c]);
            }
            var (scale, offset, activation) = (quantization[at.O], parameters.OutputOffset, parameters.Activation);
            output[index++] = windows.IsPredicated(at.X)
                ? context.OutputS8Predicated(accumulator, scale, offset, activation)
                : context.OutputS8(accumulator, scale, offset, activation);
        }
    }
}
