using HilRig.Harness.Devices;
using HilRig.Protocol;
using HilRig.Protocol.Commands;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Devices;

/// <summary>When a request is repeated, and when patience is the answer. Deadlines are long: what passes here did not wait for them.</summary>
public class DeviceLinkTests : DeviceFixture
{
    protected override DeviceClientOptions Options { get; } = new()
    {
        ReplyTimeout = TimeSpan.FromSeconds(60),
        FirstWait = TimeSpan.FromSeconds(60),
        RepeatFloor = TimeSpan.FromMilliseconds(30),
        RepeatFloorOfRuns = TimeSpan.FromMilliseconds(30),
    };

    [Test, CancelAfter(20_000)]
    public async Task A_board_that_says_something_was_damaged_gets_the_request_again_at_once(CancellationToken token)
    {
        Board.Then(_ => [new DamagedFrame(1).ToFrame()]);
        await Client.PingAsync("x"u8.ToArray(), token);
        Assert.That(Client.Repeats, Is.EqualTo(1));
    }

    [Test, CancelAfter(20_000)]
    public async Task A_damaged_reply_is_asked_for_again_at_once(CancellationToken token)
    {
        Board.Then(request =>
        {
            var wire = FrameEncoder.Encode(Board.Usual(request));
            wire[6] ^= 0x10;
            _ = Board.SendAsync(wire).AsTask();
            return [];
        });
        await Client.PingAsync("a long enough payload"u8.ToArray(), token);
        Assert.That(Client.Repeats, Is.EqualTo(1));
    }

    [Test, CancelAfter(20_000)]
    public async Task What_vanished_is_repeated_once_it_is_later_than_usual(CancellationToken token)
    {
        for (var i = 0; i < 10; i++)
            await Client.PingAsync("usual"u8.ToArray(), token);
        Board.ThenNothing();
        await Client.PingAsync("usual"u8.ToArray(), token);
        Assert.That(Client.Repeats, Is.EqualTo(1));
    }

    [Test, CancelAfter(20_000)]
    public async Task Only_the_lost_piece_of_an_image_travels_again(CancellationToken token)
    {
        await Client.HelloAsync(token);
        await Client.LoadImageAsync(new byte[2_000], null, token);
        var clean = Board.Requests.Count;
        var image = Enumerable.Range(0, 2_000).Select(n => (byte)(n % 251)).ToArray();
        Board.Then(request => [Board.Usual(request)]).Then(request => [Board.Usual(request)]).ThenNothing();
        await Client.LoadImageAsync(image, null, token);
        Assert.That(Board.Requests, Has.Count.EqualTo(2 * clean - 1 + 1), "HELLO came once, one piece twice");
        Assert.That(Board.Memory[..2_000], Is.EqualTo(image));
    }

    [Test, CancelAfter(20_000)]
    public async Task Signs_of_life_are_waited_for_without_repeating(CancellationToken token)
    {
        Board.Then(request =>
        {
            _ = AnswerLateAsync(request);
            return [];
        });
        await Client.RunAsync(new RunRequest(), default, token);
        Assert.That(Client.Repeats, Is.Zero);

        async Task AnswerLateAsync(Frame request)
        {
            for (ushort i = 0; i < 5; i++)
            {
                await Board.SendAsync(new BusyFrame(request.Sequence, i).ToFrame());
                await Task.Delay(20, token);
            }
            await Board.SendAsync(FakeDevice.Reply(request, new RunReply(1, 2, 3, 4, 5, 6).ToPayload()));
        }
    }

    [Test]
    public void More_damage_than_a_link_can_have_ends_in_a_deadline_and_not_in_a_storm()
    {
        for (var i = 0; i < 200; i++)
            Board.Then(_ => [new DamagedFrame(1).ToFrame()]);
        using var soon = new CancellationTokenSource(300);
        Assert.That(async () => await Client.PingAsync(default, soon.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Board.Requests, Has.Count.LessThan(50));
    }
}

/// <summary>A board that computes for ever and says so.</summary>
public class SlowDeviceTests : DeviceFixture
{
    protected override DeviceClientOptions Options { get; } = new()
    {
        ReplyTimeout = TimeSpan.FromMilliseconds(100), BytesPerSecond = 1_000_000, Attempts = 1, SlowFactor = 3,
    };

    [Test, CancelAfter(20_000)]
    public async Task It_is_slow_and_not_hung(CancellationToken token)
    {
        Board.Then(request =>
        {
            _ = ComputeAsync(request.Sequence);
            return [];
        });
        Assert.That(
            await Expect.MessageAsync<DeviceSlowException>(() => Client.RunAsync(new RunRequest(), default, token)),
            Does.Contain("slow, not hung").And.Contain("Run").And.Contain("operator 4").And.Contain("--timeout"));
        Assert.That(Board.Requests, Has.Count.EqualTo(1));

        async Task ComputeAsync(ushort sequence)
        {
            for (var i = 0; i < 500; i++)
            {
                await Board.SendAsync(new BusyFrame(sequence, 4).ToFrame());
                await Task.Delay(10, token);
            }
        }
    }
}
