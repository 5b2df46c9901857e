using HilRig.Harness.Devices;
using HilRig.Protocol;
using HilRig.Protocol.Commands;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Devices;

/// <summary>A bad link that is good enough, and firmware that lies.</summary>
public class DeviceRecoveryTests : DeviceFixture
{
    [Test]
    public async Task A_lost_reply_is_asked_for_again_with_the_same_bytes()
    {
        Board.ThenNothing();
        await Client.PingAsync("x"u8.ToArray());
        Assert.That(Client.Repeats, Is.EqualTo(1));
        Assert.That(Board.Requests[1].ToBytes(), Is.EqualTo(Board.Requests[0].ToBytes()));
    }

    [Test]
    public async Task Repeated_replies_do_not_answer_the_next_request()
    {
        Board.Then(request => [Board.Usual(request), Board.Usual(request), Board.Usual(request)]);
        await Client.PingAsync("a"u8.ToArray());
        await Client.PingAsync("b"u8.ToArray());
        Assert.That(Client.Repeats, Is.Zero);
    }

    [Test]
    public async Task A_reply_to_another_sequence_is_no_answer()
    {
        Board.Then(request => [Board.Usual(request with { Sequence = 777 })]);
        await Client.PingAsync("a"u8.ToArray());
        Assert.That(Client.Repeats, Is.EqualTo(1));
    }

    [Test]
    public async Task Stray_bytes_and_log_text_are_kept_apart_from_answers()
    {
        var texts = new List<string>();
        Client.Journal.TextReceived += (_, text) => texts.Add(text);
        await Board.SendAsync("printf!"u8.ToArray());
        await Board.SendAsync(new LogFrame("hello").ToFrame());
        await Client.PingAsync();
        Assert.That(texts, Is.EqualTo(new[] { "hello" }));
        Assert.That(Client.Journal.Stray, Is.EqualTo("printf!"u8.ToArray()));
    }

    [Test]
    public async Task The_journal_stays_bounded()
    {
        for (var i = 0; i < 1_200; i++)
            await Board.SendAsync(new LogFrame($"{i}").ToFrame());
        await Board.SendAsync(Enumerable.Repeat((byte)'x', 100_000).ToArray());
        await Client.PingAsync();
        Assert.That(Client.Journal.Texts, Has.Count.EqualTo(DeviceJournal.MaxTexts));
        Assert.That(Client.Journal.Texts[^1], Is.EqualTo("1199"));
        Assert.That(Client.Journal.Stray, Has.Count.EqualTo(DeviceJournal.MaxStrayBytes));
        Assert.That(Client.Journal.StrayCount, Is.EqualTo(100_000));
    }

    [Test]
    public async Task A_flood_of_unasked_replies_blocks_nobody()
    {
        for (var i = 0; i < 500; i++)
            await Board.SendAsync(new Frame(0x82, StatusCode.Ok, 9_999, default));
        await Client.PingAsync("a"u8.ToArray());
    }

    [Test]
    public async Task A_reply_cut_short_is_a_typed_error_and_the_link_lives_on()
    {
        Board.Then(request => [FakeDevice.Reply(request, new byte[3])]);
        Assert.That(
            await Expect.MessageAsync<MalformedReplyException>(() => Client.RunAsync(new RunRequest(), default)),
            Does.Contain("The reply to Run is malformed").And.Contain("3 bytes"));
        await Client.PingAsync();
    }

    [Test]
    public async Task A_reply_of_another_command_is_a_typed_error()
    {
        Board.Then(request => [Board.Identity.ToReplyFrame(CommandCode.Hello, request.Sequence)]);
        await Expect.ThrowsAsync<MalformedReplyException>(() => Client.PingAsync());
    }

    [Test]
    public async Task A_crash_frame_of_another_length_is_a_typed_error()
    {
        Board.Then(_ => [new Frame(FrameKind.Fault, StatusCode.Ok, 0, new byte[5])]);
        await Expect.ThrowsAsync<MalformedReplyException>(() => Client.PingAsync());
    }

    [Test]
    public async Task A_request_too_long_for_the_board_is_not_sent()
    {
        await Expect.ThrowsAsync<PayloadTooLargeException>(() => Client.PingAsync(new byte[257]));
        Assert.That(Board.Requests, Is.Empty);
    }

    // Whatever a board answers, the client gives a result or one of its own exceptions.
    [Test]
    public async Task Random_answers_never_surprise([Range(1, 8)] int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 60; i++)
        {
            Board.Then(request =>
            {
                var payload = new byte[random.Next(80)];
                random.NextBytes(payload);
                return [new Frame((byte)(request.Kind | 0x80), (StatusCode)(random.Next(3) == 0 ? random.Next(20) : 0), request.Sequence, payload)];
            });
            await AskAnythingAsync(random.Next(7));
        }
        await Client.PingAsync();
    }

    private async Task AskAnythingAsync(int which)
    {
        try
        {
            await (which switch
            {
                0 => (Task)Client.HelloAsync(),
                1 => Client.ModelInfoAsync(),
                2 => Client.RunAsync(new RunRequest(), default),
                3 => Client.ReadLayersAsync(5),
                4 => Client.ReadTensorAsync(1, 40),
                5 => Client.RunWindowAsync(new RunWindowRequest(0, 0, 3, 1), default),
                _ => Client.ProbeAsync(0, 0),
            });
        }
        catch (Exception error) when (error is ProtocolException or InfrastructureException)
        {
            Assert.That(error.Message, Is.Not.Empty);
        }
    }
}
