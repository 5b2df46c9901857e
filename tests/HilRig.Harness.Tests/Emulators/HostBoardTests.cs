using HilRig.Harness.Emulators;
using HilRig.Harness.Emulators.Host;

namespace HilRig.Harness.Tests.Emulators;

public class HostBoardTests : EmulatorContract
{
    protected override IEmulator Emulator { get; } = new HostBoard();

    protected override string BoardId => "host";
}
