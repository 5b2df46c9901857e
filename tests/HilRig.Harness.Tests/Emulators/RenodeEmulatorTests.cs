using System.Text;
using HilRig.Harness.Boards;
using HilRig.Harness.Emulators;
using HilRig.Harness.Emulators.Renode;
using HilRig.TestKit;
using Renode.Bindings.Installations;

namespace HilRig.Harness.Tests.Emulators;

/// <summary>Boards in Renode; what goes wrong is provoked with the little echo program in place of the firmware.</summary>
[Category("Renode")]
public sealed class RenodeEmulatorTests : EmulatorContract
{
    private static readonly EmulatorStart Echo = new(Checkout.PathOf("fixtures", "renode", "echo.elf"));

    protected override IEmulator Emulator { get; } = new RenodeEmulator();

    protected override string BoardId => "stm32f4-discovery";

    protected override string KilledReason => "Renode ended";

    private BoardDescription Board => BoardCatalog.Load().Get(BoardId);

    [OneTimeSetUp]
    public void Need_Renode()
    {
        if (RenodeInstallation.TryFind(out var reason) is null)
            Assert.Ignore(reason!);
    }

    [Test, CancelAfter(120_000)]
    public async Task The_link_carries_every_byte(CancellationToken token)
    {
        await using var running = await Emulator.StartAsync(Board, Echo, token);
        Assert.That(await ReadAsync(running, 6, token), Is.EqualTo(Encoding.ASCII.GetBytes("ready\n")));
        byte[] all = [.. Enumerable.Range(0, 256).Select(i => (byte)i).Where(b => b != '!')];
        await running.Transport.WriteAsync(all, token);
        Assert.That(await ReadAsync(running, all.Length, token), Is.EqualTo(all));
    }

    [Test, CancelAfter(120_000)]
    public async Task A_crashed_core_ends_the_link_and_the_reason_says_where(CancellationToken token)
    {
        await using var running = await Emulator.StartAsync(Board, Echo, token);
        await ReadAsync(running, 6, token);
        await running.Transport.WriteAsync("!"u8.ToArray(), token);
        Assert.That(await running.Transport.ReadAsync(new byte[1], token), Is.Zero);
        Assert.That(running.Transport.EndReason, Does.Contain("0x60000000").And.Contain("crashed"));
    }

    [Test, CancelAfter(120_000)]
    public async Task A_platform_that_is_not_there_is_named(CancellationToken token)
    {
        var wrong = Board with { Emulators = [Board.EmulatorOf("renode") with { Machine = "missing.repl" }] };
        Assert.That(await Expect.MessageAsync<EmulatorStartException>(() => Emulator.StartAsync(wrong, Echo, token)), Does.Contain("missing.repl"));
    }

    [Test, CancelAfter(120_000)]
    public async Task A_link_that_is_not_there_is_told_with_Renodes_words(CancellationToken token)
    {
        var wrong = Board with { Emulators = [Board.EmulatorOf("renode") with { Uart = "sysbus.usart9" }] };
        Assert.That(await Expect.MessageAsync<EmulatorStartException>(() => Emulator.StartAsync(wrong, Echo, token)), Does.Contain("usart9"));
    }

    private static async Task<byte[]> ReadAsync(EmulatedBoard board, int count, CancellationToken token)
    {
        var bytes = new byte[count];
        for (var at = 0; at < count;)
        {
            var more = await board.Transport.ReadAsync(bytes.AsMemory(at), token);
            Assert.That(more, Is.Positive, board.Transport.EndReason);
            at += more;
        }
        return bytes;
    }
}
