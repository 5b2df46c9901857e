using HilRig.Protocol.Commands;

namespace HilRig.Protocol.Tests;

/// <summary>One frame of every sort with known values: what `fixtures/protocol/frames.txt` is made from and held against.</summary>
internal static class FrameSamples
{
    private static readonly byte[] Hash = [.. Enumerable.Range(0xA0, ModelInfoReply.HashBytes).Select(value => (byte)value)];
    private static readonly ModelInfoReply Model = new(Hash, 1, 22, 13, new ModelSizes(24_576, 490, 12, 52_880, 1_552));

    public static HelloReply Hello { get; } = new(
        1,
        new BoardLimits(2048, 4096, 2_097_152, 262_144, 16_384, 16_777_216, 8192),
        new BoardClock(25_000_000, 40, 64, CounterUnit.Instructions),
        KernelSet.BuiltInDsp,
        FloatingPoint.SinglePrecision,
        0x0123456789ABCDEF,
        0x1122334455667788,
        "mps2-an386",
        "Cortex-M4F",
        "gcc 12.2.1",
        new FirmwareFootprint(20_480, 1024, 16, 300_000));

    public static FaultFrame Fault { get; } = new(
        new StackedRegisters(0x20000000, 1, 2, 0xFFFFFFFF, 12, 0x00001235, 0x00001A2C, 0x61000000),
        0x00008200, 0x40000000, 0xE000ED34, 0xDEADBEE0, 5);

    public static IReadOnlyList<(string Name, Frame Frame)> All { get; } = [.. Build()];

    private static IEnumerable<(string Name, Frame Frame)> Build()
    {
        ushort sequence = 0;
        foreach (var (request, reply) in Pairs())
        {
            var name = CommandRegistry.All.Single(command => command.Code == request.Command).Name;
            sequence++;
            yield return ($"{name}_request", request.ToFrame(sequence));
            yield return ($"{name}_reply", reply.ToReplyFrame(request.Command, sequence));
        }
        yield return ("error_reply", RequestFrames.ErrorFrame(CommandCode.ImageCommit, StatusCode.ImageOperator, 7, 0xFFFF));
        yield return ("log", new LogFrame("boot: clock 25 MHz\n").ToFrame());
        yield return ("fault", Fault.ToFrame());
        yield return ("damaged", new DamagedFrame(3).ToFrame());
        yield return ("busy", new BusyFrame(8, 6).ToFrame());
    }

    private static IEnumerable<(IRequest Request, IPayload Reply)> Pairs() => [.. SetUpPairs(), .. RunPairs()];

    private static IEnumerable<(IRequest Request, IPayload Reply)> SetUpPairs() =>
    [
        (new HelloRequest(), Hello),
        (new PingRequest(Ramp(300)), new BytesReply(Ramp(300))),
        (new ImageBeginRequest(52_880), EmptyReply.Instance),
        (new ImageWriteRequest(1024, Ramp(16)), EmptyReply.Instance),
        (new ImageCommitRequest(), Model),
        (new ModelInfoRequest(), Model),
    ];

    private static IEnumerable<(IRequest Request, IPayload Reply)> RunPairs() =>
    [
        (new InputWriteRequest(488, new byte[] { 0x80, 0x7F }), EmptyReply.Instance),
        (new RunRequest(RunRequest.AllOperators, RunFlags.Records | RunFlags.Paint, 0xA5), new RunReply(0x1_0000_0001, 0xCBF43926, 24_560, 1_880, 13, 13)),
        (new LayersRequest(11, 2), new LayersReply([new(0x11111111, 1_000_000), new(0x22222222, 250)])),
        (new TensorReadRequest(3, 4096, 5), new BytesReply(new byte[] { 0, 0xFF, 0, 1, 0 })),
        (new OutputReadRequest(0, 12), new BytesReply(Ramp(12))),
        (new RunWindowRequest(65_536, 1_048_576, 2, 1), new RunWindowReply([new(1, 2, [new(3, 4)]), new(5, 6, [new(7, 8)])])),
        (new ProbeRequest(4, 1_000), new ProbeReply(-5, -40, -123_456, 1_518_500_250, -7, -682, -128)),
        (new ResetRequest(), EmptyReply.Instance),
        (new LinkSpeedRequest(LinkSpeedAction.Try, 921_600), new LinkSpeedReply(925_925)),
    ];

    private static byte[] Ramp(int count) => [.. Enumerable.Range(0, count).Select(value => (byte)(value % 256))];
}
