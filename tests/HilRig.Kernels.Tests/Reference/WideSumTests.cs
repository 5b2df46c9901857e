using HilRig.Kernels.Convolution;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Reference;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Tests.Reference;

/// <summary>int16 layers keep 64 bits throughout in the reference, where Arm's plain C sums a lone pixel in 32.</summary>
public sealed class WideSumTests
{
    private const int Channels = 1024;

    [Test]
    public void A_sum_beyond_32_bits_is_kept()
    {
        // 1024 products of -32768 * -128 make 2^32.
        var (input, filter) = (new short[Channels], new sbyte[Channels]);
        Array.Fill(input, short.MinValue);
        Array.Fill(filter, sbyte.MinValue);
        var quantization = new OutputQuantization([1 << 30], [-20]);
        var parameters = new ConvParams(0, 0, new(1, 1), new(0, 0), new(1, 1), new(short.MinValue, short.MaxValue));
        var output = new short[1];
        WideConvolution.Run(
            new(), parameters, quantization, new(1, 1, 1, Channels), input, new(1, 1, 1, Channels), filter, BiasData.Of(default(ReadOnlySpan<long>)),
            new(1, 1, 1, 1), output);
        Assert.That(output[0], Is.EqualTo(1 << 11));
        var wrapped = new short[1];
        ConvolveS16.Run(
            new(), parameters, quantization, new(1, 1, 1, Channels), input, new(1, 1, 1, Channels), filter, BiasData.Of(default(ReadOnlySpan<long>)),
            new(1, 1, 1, 1), wrapped);
        Assert.That(wrapped[0], Is.Zero);
    }

    [Test]
    public void Groups_see_their_own_channels()
    {
        var parameters = new ConvParams(0, 0, new(1, 1), new(0, 0), new(1, 1), new(short.MinValue, short.MaxValue));
        var output = new short[2];
        WideConvolution.Run(
            new(), parameters, new([1 << 30], [1]), new(1, 1, 1, 4), [1, 2, 30, 40], new(2, 1, 1, 2), [1, 1, 1, 2], BiasData.Of([5, 6]),
            new(1, 1, 1, 2), output);
        Assert.That(output, Is.EqualTo([8, 116]));
    }
}
