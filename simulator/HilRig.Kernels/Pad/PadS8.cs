using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Pad;

/// <summary><c>arm_pad_s8</c>: a border of one value on any of the four axes.</summary>
/// <remarks>input [n][h][w][c], output [n + pads][h + pads][w + pads][c + pads].</remarks>
public static class PadS8
{
    /// <param name="value">Code of the border, usually the zero point.</param>
    /// <param name="before">Elements before the input on each axis.</param>
    /// <param name="after">Elements after it.</param>
    public static void Run(ReadOnlySpan<sbyte> input, Span<sbyte> output, sbyte value, Dims inputDims, Dims before, Dims after)
    {
        var (height, width, channels) = (
            before.H + inputDims.H + after.H, before.W + inputDims.W + after.W, before.C + inputDims.C + after.C);
        output.Fill(value);
        for (var n = 0; n < inputDims.N; n++)
            for (var y = 0; y < inputDims.H; y++)
                for (var x = 0; x < inputDims.W; x++)
                {
                    var from = ((n * inputDims.H + y) * inputDims.W + x) * inputDims.C;
                    var to = (((n + before.N) * height + y + before.H) * width + x + before.W) * channels + before.C;
                    input.Slice(from, inputDims.C).CopyTo(output[to..]);
                }
    }
}
