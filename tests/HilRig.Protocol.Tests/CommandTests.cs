using HilRig.Protocol.Commands;

namespace HilRig.Protocol.Tests;

public class CommandTests
{
    [Test]
    public void Hello_comes_back_field_by_field() => Assert.That(new HelloRequest().ParseReply(ReplyOf("hello")), Is.EqualTo(FrameSamples.Hello));

    [Test]
    public void Layers_come_back() =>
        Assert.That(
            new LayersRequest(11, 2).ParseReply(ReplyOf("layers")).Layers,
            Is.EqualTo(new LayerRecord[] { new(0x11111111, 1_000_000), new(0x22222222, 250) }));

    [Test]
    public void Window_samples_come_back_with_their_layers()
    {
        var samples = new RunWindowRequest(0, 0, 2, 1).ParseReply(ReplyOf("run_window")).Samples;
        Assert.That(samples.Select(sample => (sample.OutputCrc, sample.Ticks, sample.Layers[0])), Is.EqualTo(
            new[] { (1u, 2u, new LayerRecord(3, 4)), (5u, 6u, new LayerRecord(7, 8)) }));
    }

    [Test]
    public void Run_comes_back() =>
        Assert.That(new RunRequest().ParseReply(ReplyOf("run")), Is.EqualTo(new RunReply(0x1_0000_0001, 0xCBF43926, 24_560, 1_880, 13, 13)));

    [Test]
    public void Probe_comes_back_with_its_signs() =>
        Assert.That(
            new ProbeRequest(4, 1_000).ParseReply(ReplyOf("probe")),
            Is.EqualTo(new ProbeReply(-5, -40, -123_456, 1_518_500_250, -7, -682, -128)));

    [Test]
    public void Model_info_comes_back()
    {
        var model = new ModelInfoRequest().ParseReply(ReplyOf("model_info"));
        Assert.That(model.ModelHashText, Is.EqualTo("a0a1a2a3a4a5a6a7a8a9aaabacadaeaf"));
        Assert.That((model.Rounding, model.Tensors, model.Operators), Is.EqualTo(((byte)1, (ushort)22, (ushort)13)));
        Assert.That(model.Sizes, Is.EqualTo(new ModelSizes(24_576, 490, 12, 52_880, 1_552)));
    }

    [Test]
    public void A_refusal_names_command_status_and_detail()
    {
        var error = Assert.Throws<DeviceErrorException>(() => new ImageCommitRequest().ParseReply(Sample("error_reply")));
        Assert.That(error.Status, Is.EqualTo(StatusCode.ImageOperator));
        Assert.That(error.Message, Does.Contain("ImageCommit").And.Contain("operator 7").And.Contain("no kernel"));
    }

    [Test]
    public void Every_status_has_words([Range(0, 255)] int status) =>
        Assert.That(StatusText.Describe((StatusCode)status, 1), Has.Length.GreaterThan(5));

    [Test]
    public void Another_protocol_version_is_named_before_anything_else_is_read()
    {
        var frame = new Frame(FrameKind.ReplyTo(CommandCode.Hello), StatusCode.Ok, 1, new byte[] { 9, 0 });
        Assert.That(
            Assert.Throws<ProtocolVersionException>(() => new HelloRequest().ParseReply(frame)).Message,
            Does.Contain("version 9").And.Contain("speaks 1"));
    }

    [Test]
    public void A_ping_must_come_back_unchanged()
    {
        var frame = new Frame(FrameKind.ReplyTo(CommandCode.Ping), StatusCode.Ok, 1, new byte[] { 9 });
        Assert.Throws<MalformedReplyException>(() => new PingRequest(new byte[] { 8 }).ParseReply(frame));
    }

    [Test]
    public void A_payload_limit_below_256_is_a_lie()
    {
        var hello = FrameSamples.Hello with { Limits = FrameSamples.Hello.Limits with { MaxPayload = 255 } };
        var frame = hello.ToReplyFrame(CommandCode.Hello, 1);
        Assert.That(Assert.Throws<MalformedReplyException>(() => new HelloRequest().ParseReply(frame)).Message, Does.Contain("255"));
    }

    [Test]
    public void A_window_count_beyond_memory_is_refused_before_it_is_allocated()
    {
        var frame = new Frame(FrameKind.ReplyTo(CommandCode.RunWindow), StatusCode.Ok, 1, Array.Empty<byte>());
        Assert.Throws<MalformedReplyException>(() => new RunWindowRequest(0, 0, uint.MaxValue, 65_535).ParseReply(frame));
    }

    [Test]
    public void Counter_ticks_scale_without_overflow()
    {
        Assert.That(new BoardClock(1, 40, 64, CounterUnit.Instructions).Scale(1_000), Is.EqualTo(625));
        Assert.That(new BoardClock(1, uint.MaxValue, uint.MaxValue, CounterUnit.Cycles).Scale(ulong.MaxValue), Is.EqualTo(ulong.MaxValue));
        Assert.That(new BoardClock(1, 0, 0, CounterUnit.None).Scale(5), Is.Zero);
    }

    private static Frame Sample(string name) => FrameSamples.All.Single(sample => sample.Name == name).Frame;

    private static Frame ReplyOf(string command) => Sample($"{command}_reply");
}
