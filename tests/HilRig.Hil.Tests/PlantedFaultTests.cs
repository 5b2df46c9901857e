using System.Buffers.Binary;
using HilRig.Harness.Data;
using HilRig.Harness.Images;
using HilRig.Harness.Runs;
using HilRig.Protocol;
using HilRig.Reporting.Records;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;
using HilRig.TestKit;

namespace HilRig.Hil.Tests;

/// <summary>One bias byte flipped in the board's image only: validation must find it and name it.</summary>
[Category("Emulated")]
public sealed class PlantedFaultTests
{
    private const int OperatorsOffset = 52;
    private const int BiasOffset = 28;
    private const int CrcOffset = 12;
    private const int RoundingOffset = 32;

    [TestCase("int32", 3, 5)]
    [TestCase("int8:channel-shift", 2, 1)]
    public async Task A_flipped_bias_byte_is_named_by_layer_channel_and_element(string bias, int operatorIndex, int channel)
    {
        var record = await ValidateAsync(bias, image => FlipBias(image, operatorIndex, channel, bias == "int32" ? 4 : 1));
        var first = record.Targets.First(t => t.Exactness is not null).Exactness!.First!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(record.Verdict, Is.EqualTo("fail"));
            Assert.That(first.Operator, Is.EqualTo(operatorIndex));
            Assert.That(first.Channel, Is.EqualTo(channel));
            Assert.That(first.Actual, Is.Not.EqualTo(first.Expected));
            Assert.That(first.Simulator!.BiasStored, Is.Not.EqualTo(first.Target!.BiasStored));
            Assert.That(first.Simulator.Multiplier, Is.EqualTo(first.Target.Multiplier));
            Assert.That(record.Sentences, Has.Some.Contains($"channel {channel}").And.Some.Contains("the stored bias differs"));
        }
    }

    // The run says double, the board's image single: a board of the other rounding family.
    [Test]
    public async Task A_board_that_computes_with_single_rounding_is_recognised()
    {
        var record = await ValidateAsync("int32", RoundOnce);
        var exactness = record.Targets.First(t => t.Exactness is not null).Exactness!;
        Assert.That(record.Verdict, Is.EqualTo("fail"));
        Assert.That(exactness.EqualLayers, Is.LessThan(exactness.Layers!.Value));
        Assert.That(exactness.OtherRounding, Is.EqualTo(new OtherRoundingRecord("single", exactness.Samples, exactness.Layers, true)));
        Assert.That(record.Sentences, Has.Some.Contains("computes with single rounding (X-CUBE-AI").And.Some.EndsWith("Run with --rounding single."));
    }

    [Test]
    public async Task An_undamaged_image_passes() =>
        Assert.That((await ValidateAsync("int32", _ => { })).Verdict, Is.EqualTo("pass"));

    private static async Task<RunRecord> ValidateAsync(string bias, Action<byte[]> damage)
    {
        var graph = ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_int8.tflite"));
        var samples = SampleSet.Read(Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin"), PreparedModel.Prepare(graph)).Take(20);
        var request = new ValidationRequest
        {
            Graph = graph,
            Bias = BiasSpec.Parse(bias),
            Targets = ["qemu:mps2-an386"],
            Samples = samples,
            FloatSamplesOnBoard = 0,
            Open = async (name, settings, _) => new DamagedImageTarget(await Boards.OpenAsync(name, settings), damage),
        };
        return await new Validator(request, new SilentProgress()).RunAsync(TestContext.CurrentContext.CancellationToken);
    }

    private static void FlipBias(byte[] image, int operatorIndex, int channel, int width)
    {
        var record = (int)BinaryPrimitives.ReadUInt32LittleEndian(image.AsSpan(OperatorsOffset)) + operatorIndex * ImageLayout.OperatorRecordBytes;
        var bias = (int)BinaryPrimitives.ReadUInt32LittleEndian(image.AsSpan(record + BiasOffset));
        // The second-highest byte of the value moves it far enough to be seen in a rounded output.
        image[bias + channel * width + Math.Max(0, width - 3)] ^= 0x40;
        Seal(image);
    }

    private static void RoundOnce(byte[] image)
    {
        image[RoundingOffset] = 1;
        Seal(image);
    }

    private static void Seal(byte[] image) =>
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(CrcOffset), Crc32.Compute(image.AsSpan(16)));
}
