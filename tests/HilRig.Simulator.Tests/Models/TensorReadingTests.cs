using HilRig.Simulator.Models;

namespace HilRig.Simulator.Tests.Models;

/// <summary>Shapes, types, data and quantization of tensors, right and wrong.</summary>
public sealed class TensorReadingTests
{
    [Test]
    public void Dimensions_are_bounded()
    {
        AssertDamaged(raw => raw.Tensor([-1, 2], 0), "dimension -1");
        AssertDamaged(raw => raw.Tensor([int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue], 0), "more than 1073741824 elements");
        AssertDamaged(raw => raw.Tensor([int.MaxValue, int.MaxValue, int.MaxValue, 0], 0), "more than 1073741824 elements");
        AssertDamaged(raw => raw.Tensor([1 << 28, 2], 0, type: 2), "2147483648 bytes, and at most 1073741824");
    }

    [Test]
    public void Data_is_as_long_as_the_shape_says()
    {
        AssertDamaged(raw => raw.Tensor([3], 1), "tensor 0 't' INT8[3] carries 2 bytes of data, and its shape and type take 3");
        AssertDamaged(raw => raw.Tensor([1], 1), "carries 2 bytes");
        AssertDamaged(raw => raw.Tensor([2], 2), "names buffer 2, and the file has 2");
        Assert.That(Read(raw => raw.Tensor([3], 1, type: 17)).Data.Length, Is.EqualTo(2), "int4 is packed");
    }

    [Test]
    public void Buffer_zero_holds_nothing()
    {
        var raw = new RawModel();
        raw.Buffers[0] = model => model.Buffer(1);
        Assert.That(
            () => ModelReader.Read(raw.ToBytes(), "raw"),
            Throws.TypeOf<MalformedModelException>().With.Message.Contains("buffer 0"));
    }

    [Test]
    public void Data_outside_the_FlatBuffer_is_refused()
    {
        var raw = new RawModel();
        raw.Buffers[1] = model => model.Table((1, 4096L), (2, 2L));
        Assert.That(
            () => ModelReader.Read(raw.ToBytes(), "raw"),
            Throws.TypeOf<UnsupportedModelException>().With.Message.Contains("offset 4096"));
    }

    [Test]
    public void Unknown_types_are_named_by_number() =>
        Assert.That(
            () => Read(raw => raw.Tensor([2], 0, type: 99)),
            Throws.TypeOf<UnsupportedModelException>().With.Message.Contains("type number 99"));

    [Test]
    public void Sparse_tensors_are_refused() =>
        Assert.That(
            () => Read(raw => raw.Tensor([2], 1, 9, (6, raw.Table()))),
            Throws.TypeOf<UnsupportedModelException>().With.Message.Contains("sparse"));

    [Test]
    public void Quantization_counts_only_with_scales_and_zero_points()
    {
        Assert.That(ReadQuantized(raw => raw.Quantization([1f], [])), Is.Null);
        Assert.That(ReadQuantized(raw => raw.Quantization([], [1L])), Is.Null);
        Assert.That(ReadQuantized(raw => raw.Table()), Is.Null);
        ModelAssert.SameQuantization(ReadQuantized(raw => raw.Quantization([0.5f], [-3])), SampleModels.Uniform(0.5f, -3));
    }

    [Test]
    public void A_shorter_list_of_zero_points_repeats_its_first()
    {
        TensorQuantization quantization = ReadQuantized(raw => raw.Quantization([1f, 2f], [4L]))!;
        Assert.That((quantization.ZeroPoint(0), quantization.ZeroPoint(1), quantization.Scale(1)), Is.EqualTo((4L, 4L, 2f)));
    }

    [Test]
    public void The_axis_of_a_one_dimensional_tensor_is_zero_whatever_the_file_says() =>
        Assert.That(ReadQuantized(raw => raw.Quantization([1f, 2f], [0L, 0L], axis: 3))!.Axis, Is.Zero);

    [TestCase(0f)]
    [TestCase(-1f)]
    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void Scales_are_finite_and_positive(float scale) =>
        AssertDamaged(raw => Quantized(raw, raw.Quantization([scale], [0L])), "scales are finite and above 0");

    [Test]
    public void Channels_fit_the_axis()
    {
        AssertDamaged(raw => Quantized(raw, raw.Quantization([1f, 1f, 1f], [0L])), "3 scales along dimension 0, whose length is 2");
        AssertDamaged(raw => Quantized(raw, raw.Quantization([1f], [0L, 0L])), "2 zero points for 1 scales");
        AssertDamaged(
            raw => raw.Tensor([2, 1], 1, 9, (4, raw.Quantization([1f, 1f], [0L], axis: 2))),
            "dimension 2, and it has the dimensions 0 to 1");
    }

    [Test]
    public void Custom_quantization_is_refused() =>
        Assert.That(
            () => Read(raw => Quantized(raw, raw.Table((4, (byte)1), (5, raw.Table())))),
            Throws.TypeOf<UnsupportedModelException>().With.Message.Contains("details of type 1"));

    private static At Quantized(RawModel raw, At quantization) => raw.Tensor([2], 1, 9, (4, quantization));

    private static TensorQuantization? ReadQuantized(Func<RawModel, At> make) => Read(raw => Quantized(raw, make(raw))).Quantization;

    private static void AssertDamaged(Func<RawModel, At> tensor, string part) =>
        Assert.That(() => Read(tensor), Throws.TypeOf<MalformedModelException>().With.Message.Contains(part));

    private static TensorInfo Read(Func<RawModel, At> tensor)
    {
        var raw = new RawModel();
        raw.Tensors[0] = tensor;
        return ModelReader.Read(raw.ToBytes(), "raw").Tensors[0];
    }
}
