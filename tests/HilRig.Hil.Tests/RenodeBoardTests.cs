using HilRig.Harness.Boards;
using HilRig.Harness.Devices;
using HilRig.Harness.Emulators;
using HilRig.Protocol.Commands;

namespace HilRig.Hil.Tests;

/// <summary>What a board says of itself in Renode is what its <c>board.json</c> promises of silicon, and a reset of its own brings it back.</summary>
[TestFixtureSource(nameof(Names))]
[Category("Renode")]
public sealed class RenodeBoardTests(string id)
{
    private static IEnumerable<string> Names => BoardCatalog.Load().Boards.Where(b => b.Emulators.Any(e => e.Kind == "renode")).Select(b => b.Id);

    [Test, CancelAfter(120_000)]
    public async Task Hello_agrees_with_the_description_and_a_reset_boots_anew(CancellationToken token)
    {
        var board = BoardCatalog.Load().Get(id);
        await using var running = await Boards.StartAsync(board, new EmulatorStart(BoardCatalog.Load().ProgramPath(board)), "renode");
        await using var device = new DeviceClient(running.Transport);
        var hello = await device.HelloAsync(token);
        var memory = board.Memory;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((hello.Board, hello.Mcu), Is.EqualTo((board.Id, board.Mcu)));
            Assert.That(hello.Clock, Is.EqualTo(new BoardClock((uint)board.ClockHz, 1, 1, CounterUnit.Cycles)));
            Assert.That(
                (hello.Limits.ArenaCapacity, hello.Limits.BiasRamCapacity, hello.Limits.ImageCapacity, hello.Limits.StackBytes),
                Is.EqualTo(((uint)memory.ArenaBytes, (uint)memory.BiasRamBytes, (uint)memory.ImageBytes, (uint)memory.StackBytes)));
            Assert.That(hello.Limits.ImageInFlash, Is.EqualTo(memory.ImageInFlash is not null));
        }
        var bytes = new byte[device.MaxPayload];
        new Random(1).NextBytes(bytes);
        await device.PingAsync(bytes, token);
        Assert.That((await device.ResetAsync(token)).BootCount, Is.Not.EqualTo(hello.BootCount));
        await device.PingAsync(bytes, token);
    }
}
