using HilRig.Harness.Boards;
using HilRig.Harness.Devices;
using HilRig.Harness.Emulators;
using HilRig.Protocol.Commands;

namespace HilRig.Hil.Tests;

/// <summary>What a board says of itself is what its <c>board.json</c> promises, and what its counter says is the same in every run.</summary>
[TestFixtureSource(nameof(Names))]
[Category("Emulated")]
public sealed class EveryBoardTests(string id)
{
    private static IEnumerable<string> Names => BoardCatalog.Load().Boards.Where(b => b.Emulators.Any(e => e.Kind == "qemu")).Select(b => b.Id);

    private static BoardDescription Board(string id) => BoardCatalog.Load().Get(id);

    [Test]
    public async Task Hello_agrees_with_the_description()
    {
        var board = Board(id);
        var start = new EmulatorStart(BoardCatalog.Load().ProgramPath(board));
        await using var running = await Boards.StartAsync(board, start);
        await using var device = new DeviceClient(running.Transport);
        var hello = await device.HelloAsync(TestContext.CurrentContext.CancellationToken);
        var memory = board.Memory;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(hello.Board, Is.EqualTo(board.Id));
            Assert.That(hello.Mcu, Is.EqualTo(board.Mcu));
            Assert.That(hello.Clock, Is.EqualTo(new BoardClock((uint)board.ClockHz, (uint)board.Counter.Numerator, (uint)board.Counter.Denominator, CounterUnit.Instructions)));
            Assert.That(
                (hello.Limits.ArenaCapacity, hello.Limits.BiasRamCapacity, hello.Limits.ImageCapacity, hello.Limits.StackBytes),
                Is.EqualTo(((uint)memory.ArenaBytes, (uint)memory.BiasRamBytes, (uint)memory.ImageBytes, (uint)memory.StackBytes)));
            Assert.That(hello.Limits.ImageInFlash, Is.EqualTo(memory.ImageInFlash is not null));
            Assert.That(hello.Limits.WindowBytes, Is.EqualTo(running.Window?.Bytes ?? 0));
        }
    }
}
