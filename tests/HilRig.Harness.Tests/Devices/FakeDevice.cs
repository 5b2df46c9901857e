using HilRig.Protocol;
using HilRig.Protocol.Commands;

namespace HilRig.Harness.Tests.Devices;

/// <summary>A board in C#: answers like PROTOCOL.md says, until a script says otherwise.</summary>
public sealed class FakeDevice : IAsyncDisposable
{
    private readonly ITransport _link;
    private readonly Task _serving;
    private readonly Queue<Func<Frame, IEnumerable<Frame>>> _script = new();

    public FakeDevice(ITransport link)
    {
        _link = link;
        _serving = Task.Run(ServeAsync);
    }

    /// <summary>What HELLO answers.</summary>
    public HelloReply Identity { get; set; } = new(
        1, new BoardLimits(256, 512, 100_000, 10_000, 1_000, 0, 4_096), new BoardClock(25_000_000, 40, 64, CounterUnit.Instructions),
        KernelSet.BuiltInPlain, FloatingPoint.Soft, 1, 100, "fake", "Cortex-C#", "roslyn", new FirmwareFootprint(1, 2, 3, 4));

    /// <summary>What requests get instead of the usual answer where the script is silent; null for the usual.</summary>
    public Func<Frame, IEnumerable<Frame>>? Always { get; set; }

    /// <summary>Every request that came, repeats included.</summary>
    public List<Frame> Requests { get; } = [];

    /// <summary>The image written so far.</summary>
    public byte[] Memory { get; } = new byte[100_000];

    /// <summary>What the next requests get instead of the usual answer, in order.</summary>
    public FakeDevice Then(Func<Frame, IEnumerable<Frame>> answer)
    {
        lock (_script)
            _script.Enqueue(answer);
        return this;
    }

    /// <summary>No answer to the next request.</summary>
    public FakeDevice ThenNothing() => Then(_ => []);

    public ValueTask SendAsync(Frame frame) => SendAsync(FrameEncoder.Encode(frame));

    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes) => _link.WriteAsync(bytes, default);

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        await _serving;
    }

    /// <summary>The answer PROTOCOL.md asks for.</summary>
    public Frame Usual(Frame request) => (CommandCode)request.Kind switch
    {
        CommandCode.Hello => Identity.ToReplyFrame(CommandCode.Hello, request.Sequence),
        CommandCode.Ping => Reply(request, request.Payload),
        CommandCode.ImageWrite or CommandCode.InputWrite => Store(request),
        CommandCode.TensorRead => Reply(request, Load(request, 2)),
        CommandCode.OutputRead => Reply(request, Load(request, 0)),
        CommandCode.Layers => Reply(request, Records(request)),
        CommandCode.ImageBegin or CommandCode.Reset => Reply(request, default),
        _ => RequestFrames.ErrorFrame((CommandCode)request.Kind, StatusCode.UnknownCommand, request.Kind, request.Sequence),
    };

    public static Frame Reply(Frame request, ReadOnlyMemory<byte> payload) =>
        new((byte)(request.Kind | FrameKind.ReplyBit), StatusCode.Ok, request.Sequence, payload);

    private Frame Store(Frame request)
    {
        request.Payload[4..].CopyTo(Memory.AsMemory(BitConverter.ToInt32(request.Payload.Span)));
        return Reply(request, default);
    }

    private byte[] Load(Frame request, int at)
    {
        var offset = BitConverter.ToInt32(request.Payload.Span[at..]);
        return Memory[offset..(offset + BitConverter.ToUInt16(request.Payload.Span[(at + 4)..]))];
    }

    // Record n is (n, 2n), so that order and completeness show.
    private static byte[] Records(Frame request)
    {
        var (first, count) = (BitConverter.ToUInt16(request.Payload.Span), BitConverter.ToUInt16(request.Payload.Span[2..]));
        return new LayersReply([.. Enumerable.Range(first, count).Select(n => new LayerRecord((uint)n, 2 * (uint)n))]).ToPayload();
    }

    private async Task ServeAsync()
    {
        var decoder = new FrameDecoder();
        var buffer = new byte[4_096];
        int count;
        while ((count = await _link.ReadAsync(buffer, default)) > 0)
            foreach (var item in decoder.Feed(buffer.AsSpan(0, count)))
                if (item is ReceivedFrame { Frame: var frame })
                    await AnswerAsync(frame);
    }

    private async Task AnswerAsync(Frame request)
    {
        Requests.Add(request);
        Func<Frame, IEnumerable<Frame>>? scripted;
        lock (_script)
            _script.TryDequeue(out scripted);
        foreach (var frame in scripted?.Invoke(request) ?? Always?.Invoke(request) ?? [Usual(request)])
            await SendAsync(frame);
    }
}
