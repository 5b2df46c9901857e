using HilRig.Kernels.Convolution;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Tests.Vectorized;

/// <summary>Packed kernels against their scalar definitions, exactly: both roundings, every width this machine has.</summary>
public abstract class VectorTests(Rounding rounding, VectorWidth width)
{
    private const int Guard = 64;
    private const sbyte Junk = 77;

    public static IEnumerable<object[]> Runs =>
        from rounding in Enum.GetValues<Rounding>()
        from width in Enum.GetValues<VectorWidth>()
        where width != VectorWidth.Scalar && VectorWidths.IsSupported(width)
        select new object[] { rounding, width };

    protected delegate void Scalar(Span<sbyte> output);

    protected delegate void Packed(Span<sbyte> output, Span<short> scratch);

    protected Rounding Rounding { get; } = rounding;

    protected VectorWidth Width { get; } = width;

    /// <summary>Equal outputs, and not a byte written beyond output and scratch.</summary>
    protected static void Compare(int outputs, Scalar scalar, int scratchElements, Packed packed, string what)
    {
        var expected = new sbyte[outputs];
        scalar(expected);
        // Junk in the output and in the scratch must not decide.
        var (actual, scratch) = (Array(outputs + 2 * Guard, _ => Junk), Array(scratchElements + 2 * Guard, i => unchecked((short)(i * 7919 + 12345))));
        var before = scratch.ToArray();
        packed(actual.AsSpan(Guard, outputs), scratch.AsSpan(Guard, scratchElements));
        Assert.That(actual.AsSpan(Guard, outputs).SequenceEqual(expected), Is.True, $"{what}: {FirstDifference(expected, actual.AsSpan(Guard, outputs))}");
        Assert.That(actual[..Guard].Concat(actual[^Guard..]), Is.All.EqualTo(Junk), $"{what} wrote beyond its output");
        Assert.That(scratch[..Guard].Concat(scratch[^Guard..]), Is.EqualTo(before[..Guard].Concat(before[^Guard..])), $"{what} wrote beyond its scratch");
    }

    protected static (ConvParams Parameters, Dims Input, Dims Output) Geometry(Random random, Dims filter, int channels, int outputs)
    {
        var (stride, dilation) = (new Tile(random.Next(1, 4), random.Next(1, 4)), new Tile(random.Next(1, 3), random.Next(1, 3)));
        var padding = new Tile(random.Next(0, filter.W), random.Next(0, filter.H));
        var input = new Dims(random.Next(1, 3), random.Next(1, 14), random.Next(1, 22), channels);
        var output = new Dims(input.N, random.Next(1, 9), random.Next(1, 25), outputs);
        return (new(random.Next(-127, 129), random.Next(-128, 128), stride, padding, dilation, Clamp(random)), input, output);
    }

    protected static ActivationRange Clamp(Random random) => new(-128 + random.Next(20), 127 - random.Next(20));

    protected static OutputQuantization Quantization(Random random, int count) =>
        new(Array(count, _ => random.Next(1 << 30, int.MaxValue)), Array(count, _ => random.Next(-14, random.Next(8) == 0 ? 2 : -6)));

    /// <summary>With groups the C needs one: it moves the pointer from group to group.</summary>
    protected static int[] Biases(Random random, int count, bool isOptional = true) =>
        random.Next(6) == 0 && isOptional ? [] : Array(count, _ => random.Next(-200_000, 200_000));

    protected static sbyte[] Bytes(Random random, int count) => Array(count, _ => (sbyte)random.Next(-128, 128));

    /// <summary>Only the ends of the range.</summary>
    protected static sbyte[] Extremes(Random random, int count) => Array(count, _ => random.Next(2) == 0 ? sbyte.MinValue : sbyte.MaxValue);

    protected static T[] Array<T>(int count, Func<int, T> element) => [.. Enumerable.Range(0, count).Select(element)];

    private static string FirstDifference(ReadOnlySpan<sbyte> expected, ReadOnlySpan<sbyte> actual)
    {
        var index = expected.CommonPrefixLength(actual);
        return index == expected.Length ? "equal" : $"element {index} is {actual[index]}, the definition gives {expected[index]}";
    }
}
