using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Reference;

/// <summary>RESIZE_NEAREST_NEIGHBOR. TensorFlow Lite: reference/resize_nearest_neighbor.h; every step is float32.</summary>
/// <param name="Input">Same batches and channels as the output.</param>
public sealed record NearestNeighbor(Dims Input, Dims Output, bool AlignCorners, bool HalfPixelCenters)
{
    /// <param name="pixelBytes">Bytes of all channels of one element.</param>
    public void Run(int pixelBytes, ReadOnlySpan<byte> input, Span<byte> output)
    {
        for (var row = 0; row < Output.N * Output.H; row++)
        {
            var inputRow = row / Output.H * Input.H + Nearest(row % Output.H, Input.H, Output.H);
            for (var x = 0; x < Output.W; x++)
            {
                var from = inputRow * Input.W + Nearest(x, Input.W, Output.W);
                input.Slice(from * pixelBytes, pixelBytes).CopyTo(output[((row * Output.W + x) * pixelBytes)..]);
            }
        }
    }

    private int Nearest(int position, int input, int output)
    {
        var scale = AlignCorners && output > 1 ? (input - 1) / (float)(output - 1) : input / (float)output;
        var exact = (position + (HalfPixelCenters ? 0.5f : 0)) * scale;
        var index = AlignCorners ? MathF.Round(exact, MidpointRounding.AwayFromZero) : MathF.Floor(exact);
        return Math.Min((int)index, input - 1);
    }
}
