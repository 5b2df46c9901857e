using System.Runtime.InteropServices;

namespace HilRig.Harness.Bias.Explaining;

/// <summary>Differences of one INT8 layer's outputs, by channel, in output steps.</summary>
internal sealed class ErrorSums(int channels)
{
    private readonly double[] _sums = new double[channels];
    private readonly double[] _squares = new double[channels];
    private long _count;

    public double Largest { get; private set; }

    public double Rmse => Math.Sqrt(_squares.Sum() / Math.Max(1, _count));

    public double MeanOf(int channel) => _sums[channel] * channels / Math.Max(1, _count);

    public double RmseOf(int channel) => Math.Sqrt(_squares[channel] * channels / Math.Max(1, _count));

    /// <summary>Adds one output; channels lie innermost.</summary>
    public void Add(ReadOnlySpan<byte> actual, ReadOnlySpan<byte> expected)
    {
        _count += actual.Length;
        if (actual.SequenceEqual(expected))
            return;
        var a = MemoryMarshal.Cast<byte, sbyte>(actual);
        var e = MemoryMarshal.Cast<byte, sbyte>(expected);
        for (var (i, channel) = (0, 0); i < a.Length; i++, channel = channel + 1 == channels ? 0 : channel + 1)
        {
            var difference = a[i] - e[i];
            _sums[channel] += difference;
            _squares[channel] += difference * difference;
            Largest = Math.Max(Largest, Math.Abs(difference));
        }
    }

    public void Merge(ErrorSums other)
    {
        for (var c = 0; c < channels; c++)
        {
            _sums[c] += other._sums[c];
            _squares[c] += other._squares[c];
        }
        (_count, Largest) = (_count + other._count, Math.Max(Largest, other.Largest));
    }
}
