using System.Buffers.Binary;
using HilRig.Harness.Images;
using HilRig.Kernels.FixedPoint;
using HilRig.Protocol;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Quantization;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Images;

/// <summary>The image read back by the offsets of firmware/IMAGE.md, not by our own writer.</summary>
public sealed class ModelImageTests
{
    private static readonly string[] Biases = ["int32", "int16:saturate", "int8:channel-shift", "int8:layer-shift", "int8:layer-scale"];

    [TestCaseSource(nameof(Biases))]
    public void Header_says_what_follows(string bias)
    {
        var (model, image) = Build(bias);
        var bytes = image.Bytes;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bytes.AsSpan(0, 4).ToArray(), Is.EqualTo("HILM"u8.ToArray()));
            Assert.That(U32(bytes, 8), Is.EqualTo(bytes.Length));
            Assert.That(bytes.Length % 16, Is.Zero);
            Assert.That(U32(bytes, 12), Is.EqualTo(Crc32.Compute(bytes.AsSpan(16))));
            Assert.That(Convert.ToHexStringLower(bytes.AsSpan(16, 16)), Is.EqualTo(model.Graph.Sha256[..32]));
            Assert.That(U32(bytes, 36), Is.EqualTo(model.Plan.ArenaBytes));
            Assert.That(U16(bytes, 42), Is.EqualTo(model.Operators.Length));
            Assert.That(U32(bytes, 64), Is.EqualTo(784));
            Assert.That(U32(bytes, 68), Is.EqualTo(10));
            Assert.That(image.Sizes.Total, Is.EqualTo(bytes.Length));
            Assert.That(U32(bytes, 60), Is.EqualTo(image.Sizes.BiasRam));
        }
    }

    [TestCaseSource(nameof(Biases))]
    public void Every_bias_is_stored_as_the_model_has_it(string bias)
    {
        var (model, image) = Build(bias);
        var records = (int)U32(image.Bytes, 52);
        for (var i = 0; i < model.Operators.Length; i++)
        {
            if (model.Operators[i] is not IBiasedOperator { Bias: { } layer })
                continue;
            var at = records + 80 * i;
            var (offset, length) = ((int)U32(image.Bytes, at + 28), (int)U32(image.Bytes, at + 32));
            Assert.That(offset % 4, Is.Zero);
            Assert.That(image.Bytes.AsSpan(offset, length).ToArray(), Is.EqualTo(layer.Tensor.Data.ToArray()), $"operator {i}");
            Assert.That(image.Bytes[at + 37], Is.EqualTo((byte)layer.Widening.Kind));
            Assert.That(U32(image.Bytes, at + 44), Is.EqualTo(layer.Widening.Bytes));
        }
    }

    [TestCase("int8:layer-shift", 20 + 20 + 28 + 28 + 52 + 52 + 52 + 12)]
    [TestCase("int8:channel-shift", 2 * 234)]
    [TestCase("int32", 4 * 234)]
    public void Biases_and_shifts_lie_side_by_side(string bias, int bytes)
    {
        var (model, image) = Build(bias);
        Assert.That(image.Sizes.Biases, Is.EqualTo(bytes));
        Assert.That(model.Operators.OfType<IBiasedOperator>().Sum(o => ImageLayout.BiasFlash(o.Bias!)), Is.EqualTo(bytes));
    }

    [TestCase("int8:channel-shift", 2)]
    [TestCase("int8:layer-shift", 1)]
    [TestCase("int8:layer-scale", 4)]
    public void Schemes_are_stored_by_their_cheapest_widening(string bias, int kind)
    {
        var (model, _) = Build(bias);
        var kinds = model.Operators.OfType<IBiasedOperator>().Select(o => (int)o.Bias!.Widening.Kind);
        // FULLY_CONNECTED has one weight scale, so one multiplier is enough there.
        Assert.That(kinds, Has.Some.EqualTo(kind).And.All.AnyOf(1, kind, kind - 1));
    }

    [Test]
    public void Rounding_is_in_the_image() =>
        Assert.That(ModelImage.Build(PreparedModel.Prepare(Graph(), Rounding.Single)).Bytes[32], Is.EqualTo(1));

    private static (PreparedModel Model, ModelImage Image) Build(string bias)
    {
        var model = PreparedModel.Prepare(ModelReader.Read(BiasNarrower.Apply(Graph(), BiasSpec.Parse(bias)), "digits"));
        return (model, ModelImage.Build(model));
    }

    private static ModelGraph Graph() => ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_int8.tflite"));

    private static uint U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    private static int U16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));
}
