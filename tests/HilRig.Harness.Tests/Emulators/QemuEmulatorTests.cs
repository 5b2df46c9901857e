using HilRig.Harness.Boards;
using HilRig.Harness.Emulators;
using HilRig.Harness.Emulators.Qemu;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Emulators;

public class QemuEmulatorTests : EmulatorContract
{
    protected override IEmulator Emulator { get; } = new QemuEmulator();

    protected override string BoardId => "mps2-an386";

    [Test, CancelAfter(30_000)]
    public async Task A_machine_qemu_does_not_know_is_told_with_its_own_words(CancellationToken token)
    {
        var board = BoardCatalog.Load().Get(BoardId);
        var wrong = board with { Emulators = [board.EmulatorOf("qemu") with { Machine = "enigma" }] };
        Assert.That(
            await Expect.MessageAsync<EmulatorStartException>(
                () => Emulator.StartAsync(wrong, new EmulatorStart(BoardCatalog.Load().ProgramPath(board)), token)),
            Does.Contain("did not start").And.Contain("exit code 1").And.Contain("enigma"));
    }
}

public class QemuProgramTests
{
    [Test]
    public void Missing_is_told_with_what_installs_it() =>
        Assert.That(
            Expect.Message<EmulatorMissingException>(() => QemuProgram.Find(null, "/nowhere:/neither")),
            Does.Contain("apt-get install").And.Contain("qemu-system-arm").And.Contain("HILRIG_QEMU"));

    [Test]
    public void An_override_that_points_nowhere_is_named() =>
        Assert.That(Expect.Message<EmulatorMissingException>(() => QemuProgram.Find("/nowhere/qemu", "/usr/bin")), Does.Contain("/nowhere/qemu"));

    [Test]
    public void An_override_wins() => Assert.That(QemuProgram.Find("/bin/sh", "/usr/bin"), Is.EqualTo("/bin/sh"));
}
