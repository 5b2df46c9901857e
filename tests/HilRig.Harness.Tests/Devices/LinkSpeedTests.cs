using HilRig.Harness.Devices;
using HilRig.Harness.Transports.Serial;
using HilRig.Protocol;
using HilRig.Protocol.Commands;

namespace HilRig.Harness.Tests.Devices;

/// <summary>A speed is proposed, proven and kept, or both sides are back where they were.</summary>
public class LinkSpeedTests : DeviceFixture
{
    private readonly FakeLink _link = new();
    private int _boardBaud;
    private int _keptBaud;
    private bool _lineIsBad;

    protected override DeviceClientOptions Options { get; } = new() { ReplyTimeout = TimeSpan.FromSeconds(1), FirstWait = TimeSpan.FromMilliseconds(100) };

    [SetUp]
    public async Task Connect()
    {
        (_boardBaud, _keptBaud, _lineIsBad, _link.Baud) = (115_200, 115_200, false, 115_200);
        Board.Always = Answer;
        await Client.HelloAsync();
    }

    [Test, CancelAfter(20_000)]
    public async Task A_speed_that_works_is_kept_by_both(CancellationToken token)
    {
        Assert.That(await Client.RaiseSpeedAsync(_link, [921_600, 230_400], token), Is.EqualTo(921_600));
        Assert.That((_link.Baud, _boardBaud, _keptBaud), Is.EqualTo((921_600, 921_600, 921_600)));
        var patterns = Board.Requests.Where(request => request.Kind == (byte)CommandCode.Ping).Select(request => request.Payload.ToArray()).ToList();
        Assert.That(patterns, Has.Some.All.EqualTo((byte)0x55).And.Some.All.EqualTo((byte)0xFF).And.Some.Length.EqualTo(256));
        await Client.PingAsync("still there"u8.ToArray(), token);
    }

    [Test, CancelAfter(20_000)]
    public async Task A_line_that_does_not_carry_it_leaves_both_at_the_old_speed(CancellationToken token)
    {
        _lineIsBad = true;
        Assert.That(await Client.RaiseSpeedAsync(_link, [921_600], token), Is.EqualTo(115_200));
        Assert.That((_link.Baud, _boardBaud), Is.EqualTo((115_200, 115_200)));
        await Client.PingAsync("still there"u8.ToArray(), token);
    }

    [Test, CancelAfter(20_000)]
    public async Task A_divider_that_does_not_exist_leads_to_the_next_speed(CancellationToken token) =>
        Assert.That(await Client.RaiseSpeedAsync(_link, [3_000_000, 460_800], token), Is.EqualTo(460_800));

    [Test, CancelAfter(20_000)]
    public async Task A_firmware_without_the_command_stays(CancellationToken token)
    {
        Board.Always = null;
        Assert.That(await Client.RaiseSpeedAsync(_link, [921_600], token), Is.EqualTo(115_200));
        Assert.That(_link.Baud, Is.EqualTo(115_200));
    }

    // What the firmware does: change after the reply, fall back when bytes come that it cannot read.
    private IEnumerable<Frame> Answer(Frame request)
    {
        if (_link.Baud != _boardBaud || (_lineIsBad && _boardBaud != 115_200 && request.Kind == (byte)CommandCode.Ping))
        {
            if (_link.Baud == _keptBaud)
                _boardBaud = _keptBaud;
            return [];
        }
        if (request.Kind != (byte)CommandCode.LinkSpeed)
            return [Board.Usual(request)];
        var (action, baud) = (request.Payload.Span[0], BitConverter.ToInt32(request.Payload.Span[4..]));
        if (baud > 1_000_000)
            return [RequestFrames.ErrorFrame(CommandCode.LinkSpeed, StatusCode.BadArgument, (uint)baud, request.Sequence)];
        (_boardBaud, _keptBaud) = (baud, action == (byte)LinkSpeedAction.Keep ? baud : _keptBaud);
        return [new LinkSpeedReply((uint)baud).ToReplyFrame(CommandCode.LinkSpeed, request.Sequence)];
    }

    private sealed class FakeLink : IBaudLink
    {
        public int Baud { get; set; } = 115_200;

        public Task SetBaudAsync(int baud, CancellationToken cancellationToken)
        {
            Baud = baud;
            return Task.CompletedTask;
        }
    }
}
