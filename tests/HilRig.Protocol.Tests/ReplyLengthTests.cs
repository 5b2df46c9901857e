using HilRig.Protocol.Commands;

namespace HilRig.Protocol.Tests;

/// <summary>Firmware that lies about lengths: every reply cut short or with a byte too many is a typed error.</summary>
public class ReplyLengthTests
{
    private static readonly TestCaseData[] Requests =
    [
        Case("hello", new HelloRequest()),
        Case("ping", new PingRequest(Enumerable.Range(0, 300).Select(value => (byte)(value % 256)).ToArray())),
        Case("image_begin", new ImageBeginRequest(1)),
        Case("image_write", new ImageWriteRequest(0, default)),
        Case("image_commit", new ImageCommitRequest()),
        Case("model_info", new ModelInfoRequest()),
        Case("input_write", new InputWriteRequest(0, default)),
        Case("run", new RunRequest()),
        Case("layers", new LayersRequest(11, 2)),
        Case("tensor_read", new TensorReadRequest(3, 4096, 5)),
        Case("output_read", new OutputReadRequest(0, 12)),
        Case("run_window", new RunWindowRequest(0, 0, 2, 1)),
        Case("probe", new ProbeRequest(4, 1000)),
        Case("reset", new ResetRequest()),
        Case("link_speed", new LinkSpeedRequest(LinkSpeedAction.Try, 921_600)),
    ];

    [TestCaseSource(nameof(Requests))]
    public void Only_the_right_length_is_taken(string name, Action<Frame> parse)
    {
        var frame = FrameSamples.All.Single(sample => sample.Name == $"{name}_reply").Frame;
        Assert.DoesNotThrow(() => parse(frame));
        Assert.Throws<MalformedReplyException>(() => parse(frame with { Payload = (byte[])[.. frame.Payload.Span, 0] }));
        for (var length = 0; length < frame.Payload.Length; length++)
            Assert.Throws<MalformedReplyException>(() => parse(frame with { Payload = frame.Payload[..length] }), $"{length} bytes");
    }

    [TestCaseSource(nameof(Requests))]
    public void Only_the_right_kind_is_taken(string name, Action<Frame> parse)
    {
        var frame = FrameSamples.All.Single(sample => sample.Name == $"{name}_reply").Frame;
        Assert.Throws<MalformedReplyException>(() => parse(frame with { Kind = 0xFF }));
    }

    [Test]
    public void Every_command_is_tried() =>
        Assert.That(Requests.Select(item => item.Arguments[0]), Is.EqualTo(CommandRegistry.All.Select(command => command.Name)));

    private static TestCaseData Case<TReply>(string name, IRequest<TReply> request)
        where TReply : IPayload
    {
        Action<Frame> parse = frame => request.ParseReply(frame);
        return new TestCaseData(name, parse).SetArgDisplayNames(name);
    }
}
