using HilRig.Kernels.Convolution;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Vectorized;

/// <summary>
/// Winograd's F(4x4, 3x3) in integers: 16 outputs of a 3x3 convolution from 36 products instead of 144. Points 0, 1, -1, 2, -2
/// and infinity.
/// </summary>
/// <remarks>
/// With G of rows (1,0,0), (1,1,1), (1,-1,1), (1,2,4), (1,-2,4), (0,0,1) transformed weights are at most 49 * 128 = 6,272,
/// and transformed inputs at most 10 * 10 * 256 = 25,600: both fit int16. What the real transform divides by (4, 6, 6, 24, 24,
/// 1) is multiplied into the outputs' transform instead, so output (i, j) comes as 9 * 2^(e_i + e_j) times its value modulo
/// 2^32, with e = (3, 2, 1, 1). The inverse of 9 modulo 2^32 and a shift give the value itself as long as it is below 2^25.
/// </remarks>
internal sealed class WinogradProgram
{
    /// <summary>Outputs of a tile along each axis.</summary>
    public const int Tile = 4;

    /// <summary>Products of a tile along each axis.</summary>
    public const int Points = 6;

    /// <summary>Sums must stay below this in magnitude.</summary>
    public const int Limit = 1 << 25;

    private static readonly int[,] Transform = { { 1, 0, 0 }, { 1, 1, 1 }, { 1, -1, 1 }, { 1, 2, 4 }, { 1, -2, 4 }, { 0, 0, 1 } };

    private WinogradProgram(DotProgram[] products, AlignedArray<int> bias, int channels)
    {
        (First, Bias, Channels) = (products[0], bias, channels);
        Weights = new(products.Sum(p => p.Weights.Length));
        foreach (var (block, count) in First.Groups)
        {
            var (at, length) = (block * First.Pairs * First.Lanes, count * First.Pairs * First.Lanes);
            for (var p = 0; p < products.Length; p++)
                products[p].Weights.Span.Slice(at, length).CopyTo(Weights.Span[(products.Length * at + p * length)..]);
        }
    }

    /// <summary>The first of the 36 matrix products: the others have the same shape.</summary>
    public DotProgram First { get; }

    /// <summary>[group of blocks][point][what <see cref="DotProgram"/> has for a group].</summary>
    public AlignedArray<int> Weights { get; }

    /// <summary>Twice the bias of every output.</summary>
    public AlignedArray<int> Bias { get; }

    /// <summary>Input channels.</summary>
    public int Channels { get; }

    /// <summary>True where the transform is exact and pays: whole vectors of channels, little of the tiles beyond the image.</summary>
    /// <param name="plan">Folded by exactly one bit, as the last shift leaves the sums.</param>
    public static bool Suits(ConvParams parameters, Dims input, Dims filter, Dims output, OutputPlan plan, int lanes)
    {
        var isPlain = filter is { H: 3, W: 3 } && filter.C == input.C && parameters.Stride is { H: 1, W: 1 } && parameters.Dilation is { H: 1, W: 1 };
        var covered = (output.H + Tile - 1) / Tile * Tile * ((output.W + Tile - 1) / Tile * Tile);
        return isPlain && input.C % 16 == 0 && output.C % lanes == 0 && 4 * covered <= 5 * output.H * output.W
            && Enumerable.Range(0, output.C).All(c => plan[c].IsConstant || (plan[c].Fold == 1 && plan.Layer.Reach[c].Magnitude < Limit));
    }

    /// <param name="filter">[outputs][3][3][channels].</param>
    public static WinogradProgram Pack(Dims filterDims, OutputPlan plan, int lanes, int largestGroup, sbyte[] filter, int[] bias)
    {
        var products = new DotProgram[Points * Points];
        for (var p = 0; p < products.Length; p++)
        {
            var (row, column) = (p / Points, p % Points);
            products[p] = DotProgram.Pack([0], filterDims.C, filterDims.N, lanes, largestGroup, (o, _, c) => plan[o].IsConstant ? 0 : Transformed(o, c, row, column));
        }
        var packed = new AlignedArray<int>(filterDims.N);
        for (var o = 0; o < bias.Length; o++)
            packed[o] = plan.Packed(o, bias[o]);
        return new(products, packed, filterDims.C);

        int Transformed(int o, int c, int row, int column)
        {
            var sum = 0;
            for (var y = 0; y < 3; y++)
                for (var x = 0; x < 3; x++)
                    sum += Transform[row, y] * Transform[column, x] * filter[((o * 3 + y) * 3 + x) * filterDims.C + c];
            return sum;
        }
    }
}
