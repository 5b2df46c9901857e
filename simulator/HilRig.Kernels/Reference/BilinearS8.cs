using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Reference;

/// <summary>
/// RESIZE_BILINEAR on INT8 in integers: positions and weights with 10 fraction bits. TensorFlow Lite: ResizeBilinearInteger in
/// reference/resize_bilinear.h. Scales and zero points have no part in it.
/// </summary>
/// <param name="Input">Same batches and channels as the output; rows and columns at most <see cref="MostExtent"/>.</param>
public sealed record BilinearS8(Dims Input, Dims Output, bool AlignCorners, bool HalfPixelCenters, Rounding Rounding)
{
    /// <summary>Rows or columns beyond which positions would not fit 32 bits.</summary>
    public const int MostExtent = 1 << 19;

    private const int One = 1 << 10;
    private const long Half = 1 << 19;

    /// <summary>
    /// False for a few extreme magnifications, where the rounded step leads beyond the last element and the C reads outside its
    /// input.
    /// </summary>
    public bool StaysInside =>
        Position(Output.H - 1, Input.H, Output.H).Low < Input.H && Position(Output.W - 1, Input.W, Output.W).Low < Input.W;

    /// <remarks>Only where <see cref="StaysInside"/>.</remarks>
    public void Run(ReadOnlySpan<sbyte> input, Span<sbyte> output)
    {
        for (var (n, at) = (0, 0); n < Output.N; n++)
        {
            var image = input.Slice(n * Input.H * Input.W * Input.C, Input.H * Input.W * Input.C);
            for (var y = 0; y < Output.H; y++)
            {
                var row = Position(y, Input.H, Output.H);
                for (var x = 0; x < Output.W; x++, at += Output.C)
                    Pixel(image, row, Position(x, Input.W, Output.W), output.Slice(at, Output.C));
            }
        }
    }

    private void Pixel(ReadOnlySpan<sbyte> image, Neighbors y, Neighbors x, Span<sbyte> output)
    {
        var (above, below) = (y.Low * Input.W, y.High * Input.W);
        for (var c = 0; c < output.Length; c++)
        {
            var sum = Channel(image, above + x.Low, c) * (One - y.Fraction) * (One - x.Fraction)
                + Channel(image, below + x.Low, c) * y.Fraction * (One - x.Fraction)
                + Channel(image, above + x.High, c) * (One - y.Fraction) * x.Fraction
                + Channel(image, below + x.High, c) * y.Fraction * x.Fraction;
            output[c] = Rounded(sum);
        }
    }

    private long Channel(ReadOnlySpan<sbyte> image, int pixel, int channel) => image[pixel * Input.C + channel];

    private sbyte Rounded(long sum) => unchecked((sbyte)(Rounding == Rounding.Single
        ? (sum + Half) >> 20
        : (sum + (sum > 0 ? Half : -Half)) / (2 * Half)));

    private Neighbors Position(int position, int input, int output)
    {
        var scale = AlignCorners && output > 1
            ? (One * (input - 1) + (output - 1) / 2) / (output - 1)
            : (One * input + output / 2) / output;
        var exact = (int)((long)position * scale + (HalfPixelCenters ? scale / 2 - One / 2 : 0));
        var low = Math.Max(exact / One, 0);
        return new(low, Math.Min((exact + One - 1) / One, input - 1), exact - One * low);
    }

    /// <summary>The two elements around a position, and how far it is from the lower one; below 0 before the first.</summary>
    private readonly record struct Neighbors(int Low, int High, int Fraction);
}
