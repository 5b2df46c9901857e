using HilRig.Harness.Boards;
using HilRig.Harness.Devices;
using HilRig.Harness.Emulators;
using HilRig.Harness.Flashing;
using HilRig.Harness.Nightly.Locks;
using HilRig.Harness.Recovery;
using HilRig.Harness.Targets;
using HilRig.Harness.Transports.Serial;
using HilRig.Protocol;
using HilRig.Simulator.Models;
using Renode.Bindings.Processes;

namespace HilRig.Harness.Tests.Recovery;

/// <summary>Which failures are tried again, of all there are.</summary>
public sealed class InfrastructureFailureTests
{
    [TestCase(typeof(BoardLostException))]
    [TestCase(typeof(DeviceCrashedException))]
    [TestCase(typeof(DeviceGarbageException))]
    [TestCase(typeof(DeviceHungException))]
    [TestCase(typeof(DeviceSilentException))]
    [TestCase(typeof(EmulatorStartException))]
    [TestCase(typeof(FlashFailedException))]
    [TestCase(typeof(LinkLostException))]
    [TestCase(typeof(MalformedReplyException))]
    [TestCase(typeof(RenodeEndedException))]
    [TestCase(typeof(SerialPortBusyException))]
    [TestCase(typeof(TooManyRecoveriesException))]
    [TestCase(typeof(IOException))]
    public void What_links_boards_and_emulators_do_may_pass(Type failure) => Assert.That(InfrastructureFailure.MayPass(failure));

    [TestCase(typeof(BoardFileException))]
    [TestCase(typeof(ContradictionException))]
    [TestCase(typeof(DeviceErrorException))]
    [TestCase(typeof(DeviceVersionException))]
    [TestCase(typeof(EmulatorMissingException))]
    [TestCase(typeof(FirmwareMissingException))]
    [TestCase(typeof(LockException))]
    [TestCase(typeof(ModelTooLargeException))]
    [TestCase(typeof(OwnModelException))]
    [TestCase(typeof(SerialPortMissingException))]
    [TestCase(typeof(FileNotFoundException))]
    public void What_is_missing_refused_or_contradicts_itself_stays(Type failure) => Assert.That(InfrastructureFailure.MayPass(failure), Is.False);

    [TestCase(typeof(AssertionException))]
    [TestCase(typeof(MultipleAssertException))]
    [TestCase(typeof(InvalidOperationException))]
    [TestCase(typeof(OperationCanceledException))]
    [TestCase(typeof(UsageException))]
    [TestCase(typeof(MalformedModelException))]
    public void Numbers_bugs_and_usage_are_no_infrastructure(Type failure) => Assert.That(InfrastructureFailure.MayPass(failure), Is.False);
}
