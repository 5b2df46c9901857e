using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Reference;

/// <summary>RESIZE_BILINEAR on FLOAT32. TensorFlow Lite: ResizeBilinear in reference/resize_bilinear.h.</summary>
/// <param name="Input">Same batches and channels as the output.</param>
public sealed record BilinearF32(Dims Input, Dims Output, bool AlignCorners, bool HalfPixelCenters)
{
    public void Run(ReadOnlySpan<float> input, Span<float> output)
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

    private void Pixel(ReadOnlySpan<float> image, Neighbors y, Neighbors x, Span<float> output)
    {
        var (above, below) = (y.Low * Input.W, y.High * Input.W);
        for (var c = 0; c < output.Length; c++)
        {
            output[c] = Channel(image, above + x.Low, c) * (1 - y.Fraction) * (1 - x.Fraction)
                + Channel(image, below + x.Low, c) * y.Fraction * (1 - x.Fraction)
                + Channel(image, above + x.High, c) * (1 - y.Fraction) * x.Fraction
                + Channel(image, below + x.High, c) * y.Fraction * x.Fraction;
        }
    }

    private float Channel(ReadOnlySpan<float> image, int pixel, int channel) => image[pixel * Input.C + channel];

    private Neighbors Position(int position, int input, int output)
    {
        var scale = AlignCorners && output > 1 ? (float)(input - 1) / (output - 1) : (float)input / output;
        var exact = HalfPixelCenters ? (position + 0.5f) * scale - 0.5f : position * scale;
        var low = Math.Clamp((int)MathF.Floor(exact), 0, input - 1);
        return new(low, Math.Min((int)MathF.Ceiling(exact), input - 1), exact - low);
    }

    /// <summary>The two elements around a position, and how far it is from the lower one.</summary>
    private readonly record struct Neighbors(int Low, int High, float Fraction);
}
