using HilRig.Harness.Boards;
using HilRig.Harness.Devices;
using HilRig.Harness.Emulators;
using HilRig.Harness.Targets;
using HilRig.Protocol.Commands;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.TestKit;

namespace HilRig.Hil.Tests;

/// <summary>What a board says of itself is what its <c>board.json</c> promises, and what its counter says is the same in every run.</summary>
[TestFixtureSource(nameof(Names))]
[Category("Emulated")]
public sealed class EveryBoardTests(string id)
{
    private static IEnumerable<string> Names => BoardCatalog.Load().Boards.Where(b => b.Emulators.Any(e => e.Kind == "qemu")).Select(b => b.Id);

    private static BoardDescription Board(string id) => BoardCatalog.Load().Get(id);

    [Test]
    public async Task Instructions_are_the_same_in_every_run()
    {
        var model = PreparedModel.Prepare(ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_int8.tflite")));
        var sample = (await File.ReadAllBytesAsync(Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin")))[..model.InputBytes];
        var runs = new List<TargetRun>();
        // Different work before the sample, so that the counter stands elsewhere when it comes.
        foreach (var before in new[] { 0, 1, 3 })
        {
            await using var target = await Boards.OpenAsync($"qemu:{id}");
            await target.LoadAsync(model, CancellationToken.None);
            byte[] inputs = [.. Enumerable.Repeat(sample, before + 1).SelectMany(s => s)];
            runs.Add(await target.RunAsync(inputs, before + 1, LayerDetail.Crc, null, CancellationToken.None));
        }
        Assert.That(runs.Select(r => r.Ticks[^1]), Is.All.EqualTo(runs[0].Ticks[0]));
        Assert.That(runs.Select(r => r.Layers[^1]), Is.All.EqualTo(runs[0].Layers[0]));
    }

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
