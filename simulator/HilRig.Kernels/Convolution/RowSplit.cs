using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>
/// How the MVE 1xN kernels cut a row of outputs: windows that begin in the left padding, windows taken for inside, windows taken for
/// reaching into the right padding. The cut is a guess from the sizes, and not always right.
/// </summary>
/// <param name="TotalPadding">Columns that the row lacks for all its windows; negative where columns are left over.</param>
/// <param name="Asymmetry">The right side's surplus over the left, -1, 0 or 1.</param>
internal readonly record struct RowSplit(int TotalPadding, int Asymmetry, int Left, int Inside, int Right)
{
    public static RowSplit Of(ConvParams p, Dims input, Dims filter, Dims output)
    {
        var total = (output.W - 1) * p.Stride.W + filter.W - input.W;
        var asymmetry = total % 2;
        var left = Windows(p.Padding.W, p.Stride.W);
        var right = Windows(p.Padding.W + asymmetry, p.Stride.W);
        return new(total, asymmetry, left, Math.Max(output.W - left - right, 0), right);
    }

    /// <summary>False where padding is less even than the kernels can handle.</summary>
    public bool IsEven(ConvParams p) => 2 * p.Padding.W + Asymmetry == TotalPadding;

    /// <summary>False for rows shorter than their padded windows.</summary>
    public bool Covers(Dims output) => Left + Inside + Right == output.W;

    private static int Windows(int padding, int stride) => padding != 0 ? Math.Max(1, (padding + stride - 1) / stride) : 0;
}
