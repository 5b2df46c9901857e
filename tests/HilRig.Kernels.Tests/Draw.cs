using HilRig.Kernels.Convolution;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Tests;

/// <summary>Random arguments of kernels.</summary>
internal static class Draw
{
    public static T[] Array<T>(int count, Func<int, T> element) => [.. Enumerable.Range(0, count).Select(element)];

    public static sbyte[] Bytes(Random random, int count) => Array(count, _ => (sbyte)random.Next(-128, 128));

    public static short[] Shorts(Random random, int count) => Array(count, _ => (short)random.Next(-32768, 32768));

    public static int[] Biases(Random random, int count) => Array(count, _ => random.Next(-200_000, 200_000));

    /// <summary>Weights in [-8, 7].</summary>
    public static sbyte[] Nibbles(Random random, int count) => Array(count, _ => (sbyte)random.Next(-8, 8));

    /// <summary>The same, two a byte, the low nibble first.</summary>
    public static byte[] Packed(sbyte[] weights) => Array((weights.Length + 1) / 2, i =>
        (byte)((weights[2 * i] & 0xF) | ((2 * i + 1 < weights.Length ? weights[2 * i + 1] & 0xF : 0) << 4)));

    /// <summary>Scales that bring sums of some hundred products into an int8.</summary>
    public static OutputQuantization Quantization(Random random, int count) =>
        new(Array(count, _ => random.Next(1 << 30, int.MaxValue)), Array(count, _ => random.Next(-12, -5)));

    public static QuantizedMultiplier Scale(Random random) => new(random.Next(1 << 30, int.MaxValue), random.Next(-12, -5));

    /// <summary>A convolution of any stride, padding and dilation over an input of <paramref name="channels"/>.</summary>
    public static (ConvParams Parameters, Dims Input, Dims Output) Geometry(Random random, Dims filter, int channels, int outputs)
    {
        var (stride, dilation) = (new Tile(random.Next(1, 4), random.Next(1, 4)), new Tile(random.Next(1, 3), random.Next(1, 3)));
        var padding = new Tile(random.Next(0, filter.W), random.Next(0, filter.H));
        var input = new Dims(random.Next(1, 3), random.Next(1, 12), random.Next(1, 14), channels);
        var output = new Dims(input.N, random.Next(1, 8), random.Next(1, 10), outputs);
        return (Params(random, stride, padding, dilation), input, output);
    }

    public static ConvParams Params(Random random, Tile stride, Tile padding, Tile dilation) =>
        new(random.Next(-127, 129), random.Next(-128, 128), stride, padding, dilation, new(-128 + random.Next(20), 127 - random.Next(20)));
}
