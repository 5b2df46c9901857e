using HilRig.Harness.Devices;
using HilRig.Protocol;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Devices;

/// <summary>Each way a board can fail has its own exception, and its message names the state.</summary>
public class DeviceFailureTests : DeviceFixture
{
    [Test]
    public async Task Silent()
    {
        Board.ThenNothing().ThenNothing().ThenNothing();
        Assert.That(
            await Expect.MessageAsync<DeviceSilentException>(() => Client.HelloAsync()),
            Does.Contain("No bytes at all").And.Contain("loopback:fake").And.Contain("Hello").And.Contain("3 times"));
        Assert.That(Board.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Garbage()
    {
        Board.ThenNothing().ThenNothing().ThenNothing();
        await Board.SendAsync("login: "u8.ToArray());
        Assert.That(
            await Expect.MessageAsync<DeviceGarbageException>(() => Client.HelloAsync()),
            Does.Contain("Only garbage").And.Contain("7 bytes").And.Contain("6C 6F 67 69 6E 3A 20 |login: |"));
    }

    [Test]
    public async Task Wrong_version()
    {
        Board.Then(request => [FakeDevice.Reply(request, new byte[] { 2, 0, 99 })]);
        Assert.That(
            await Expect.MessageAsync<DeviceVersionException>(() => Client.HelloAsync()),
            Does.Contain("Wrong protocol version").And.Contain("speaks protocol version 2"));
    }

    [Test]
    public async Task Wrong_version_as_the_board_sees_it()
    {
        Board.Then(request => [RequestFrames.ErrorFrame(CommandCode.Hello, StatusCode.BadVersion, 1, request.Sequence)]);
        await Expect.ThrowsAsync<DeviceVersionException>(() => Client.HelloAsync());
    }

    [Test]
    public async Task Hung()
    {
        await Client.HelloAsync();
        Board.ThenNothing().ThenNothing().ThenNothing();
        Assert.That(
            await Expect.MessageAsync<DeviceHungException>(() => Client.PingAsync()),
            Does.Contain("hangs").And.Contain("Ping").And.Contain("after 1 answers, the last to Hello"));
    }

    [Test]
    public async Task Hung_after_its_banner_only()
    {
        await Board.SendAsync(new LogFrame("booting").ToFrame());
        Board.ThenNothing().ThenNothing().ThenNothing();
        Assert.That(await Expect.MessageAsync<DeviceHungException>(() => Client.HelloAsync()), Does.Contain("never an answer"));
        Assert.That(Client.Journal.Texts, Is.EqualTo(new[] { "booting" }));
    }

    [Test]
    public async Task Crashed()
    {
        var fault = new FaultFrame(new StackedRegisters(0, 1, 2, 3, 12, 0x14, 0xBAD0, 0), 1u << 25, 0x40000000, 0, 0, 9);
        Board.Then(_ => [fault.ToFrame()]);
        var error = await Expect.ThrowsAsync<DeviceCrashedException>(() => Client.PingAsync());
        Assert.That(error.Message, Does.Contain("crashed").And.Contain("division by zero").And.Contain("0x0000BAD0").And.Contain("operator 9"));
        Assert.That(error.Fault, Is.EqualTo(fault));
        await Expect.ThrowsAsync<DeviceCrashedException>(() => Client.PingAsync());
        Assert.That(Board.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Link_lost_while_waiting()
    {
        await Client.PingAsync();
        Board.Then(request =>
        {
            _ = Task.Run(async () => await Board.DisposeAsync());
            return [];
        });
        Assert.That(
            await Expect.MessageAsync<LinkLostException>(() => Client.PingAsync()),
            Does.Contain("was lost").And.Contain("exit code 3").And.Contain("after 1 answers"));
    }

    [Test]
    public async Task Link_lost_before_asking()
    {
        await Board.DisposeAsync();
        await Expect.ThrowsAsync<LinkLostException>(() => Client.PingAsync());
        await Expect.ThrowsAsync<LinkLostException>(() => Client.PingAsync());
    }

    [Test]
    public async Task A_crash_just_before_the_link_ended_is_what_is_told()
    {
        await Board.SendAsync(new FaultFrame(new StackedRegisters(0, 0, 0, 0, 0, 0, 0, 0), 0, 0, 0, 0, 0).ToFrame());
        await Board.DisposeAsync();
        await Expect.ThrowsAsync<DeviceCrashedException>(() => Client.PingAsync());
    }

    [Test]
    public async Task The_caller_can_give_up()
    {
        Board.ThenNothing();
        using var soon = new CancellationTokenSource(10);
        Assert.That(async () => await Client.PingAsync(default, soon.Token), Throws.InstanceOf<OperationCanceledException>());
    }
}
