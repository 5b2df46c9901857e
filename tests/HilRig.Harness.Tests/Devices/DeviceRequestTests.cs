using HilRig.Harness.Devices;
using HilRig.Protocol;
using HilRig.Protocol.Commands;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Devices;

public class DeviceRequestTests : DeviceFixture
{
    [Test]
    public async Task Hello_tells_who_is_there()
    {
        var hello = await Client.HelloAsync();
        Assert.That(hello, Is.EqualTo(Board.Identity));
        Assert.That(Client.MaxPayload, Is.EqualTo(256));
    }

    [Test]
    public async Task Sequences_count_from_1_and_wrap_to_1()
    {
        for (var i = 0; i < 65_537; i++)
            await Client.PingAsync();
        // A busy machine may be late enough for a repeat, which has its request's number.
        var numbers = Board.Requests.Select(request => (int)request.Sequence).ToList();
        Assert.That(numbers.Where((number, i) => i == 0 || number != numbers[i - 1]), Is.EqualTo((int[])[.. Enumerable.Range(1, 65_535), 1, 2]));
    }

    [Test]
    public async Task Requests_from_many_threads_take_turns()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Client.PingAsync(new[] { (byte)i })));
        Assert.That(Client.Repeats, Is.Zero);
    }

    [Test]
    public async Task An_image_travels_in_chunks_that_fit()
    {
        var image = Noise(1_000);
        var sent = new List<int>();
        await Client.LoadImageAsync(image, new Immediate(sent.Add));
        Assert.That(Board.Memory[..1_000], Is.EqualTo(image));
        Assert.That(Board.Requests, Has.All.Matches<Frame>(request => request!.Payload.Length <= 256));
        Assert.That(sent, Is.EqualTo(new[] { 252, 504, 756, 1_000 }));
    }

    [Test]
    public async Task Input_tensor_and_output_travel_in_chunks_that_fit()
    {
        var bytes = Noise(700);
        await Client.WriteInputAsync(bytes);
        Assert.That(await Client.ReadTensorAsync(3, 700), Is.EqualTo(bytes));
        Assert.That(await Client.ReadOutputAsync(513), Is.EqualTo(bytes[..513]));
        Assert.That(await Client.ReadOutputAsync(0), Is.Empty);
    }

    [Test]
    public async Task Layers_travel_in_parts_in_order()
    {
        var layers = await Client.ReadLayersAsync(100);
        Assert.That(layers, Is.EqualTo(Enumerable.Range(0, 100).Select(n => new LayerRecord((uint)n, 2 * (uint)n))));
    }

    [Test]
    public async Task A_window_run_whose_reply_does_not_fit_is_refused_before_it_is_sent()
    {
        Assert.That(RunWindowRequest.MaxCount(256, 0), Is.EqualTo(32));
        await Expect.ThrowsAsync<PayloadTooLargeException>(() => Client.RunWindowAsync(new RunWindowRequest(0, 0, 33, 0), default));
        await Expect.ThrowsAsync<PayloadTooLargeException>(() => Client.RunWindowAsync(new RunWindowRequest(0, 0, uint.MaxValue, 65_535), default));
        Assert.That(Board.Requests, Is.Empty);
    }

    [Test]
    public async Task A_refusal_is_typed_and_the_link_lives_on()
    {
        var error = await Expect.ThrowsAsync<DeviceErrorException>(() => Client.ProbeAsync(1, 2));
        Assert.That(error.Status, Is.EqualTo(StatusCode.UnknownCommand));
        await Client.PingAsync();
    }

    [Test]
    public async Task A_reset_waits_for_another_boot()
    {
        await Client.HelloAsync();
        // The old boot answers twice more before it restarts.
        Board.Then(request => [Board.Usual(request)]).Then(request => [Board.Usual(request)]).Then(request => [Board.Usual(request)])
            .ThenNothing().Then(request =>
            {
                Board.Identity = Board.Identity with { BootCount = 101 };
                return [Board.Usual(request)];
            });
        Assert.That((await Client.ResetAsync()).BootCount, Is.EqualTo(101));
        Assert.That(Client.Model, Is.Null);
    }

    [Test]
    public async Task A_board_that_does_not_restart_is_named() =>
        Assert.That(await Expect.MessageAsync<DeviceResetException>(() => Client.ResetAsync()), Does.Contain("boot count is still 100"));

    [Test]
    public async Task A_long_run_is_waited_for()
    {
        Board.Then(request =>
        {
            Task.Delay(200).Wait();
            return [FakeDevice.Reply(request, new RunReply(1, 2, 3, 4, 5, 6).ToPayload())];
        });
        Assert.That((await Client.RunAsync(new RunRequest(), TimeSpan.FromMilliseconds(200))).OutputCrc, Is.EqualTo(2));
        Assert.That(Client.Repeats, Is.Zero);
    }

    private static byte[] Noise(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }
}
