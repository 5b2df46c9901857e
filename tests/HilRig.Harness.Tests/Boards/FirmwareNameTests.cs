using HilRig.Harness.Boards;
using HilRig.Harness.Targets;
using HilRig.Kernels.NNSupport;
using HilRig.Protocol.Commands;

namespace HilRig.Harness.Tests.Boards;

/// <summary>Which firmware of a board a target names, and which simulator it is compared with.</summary>
public sealed class FirmwareNameTests
{
    [TestCase("mps2-an386", "mps2-an386", "", "BOARD=mps2-an386")]
    [TestCase("mps2-an386@plain", "mps2-an386", "plain", "BOARD=mps2-an386 KERNELS=plain")]
    [TestCase("mps2-an386@cmsis-nn", "mps2-an386", "cmsis-nn", "BOARD=mps2-an386 CMSIS_NN_LIB=/path/libcmsis-nn.a CMSIS_NN_INCLUDE=/path/Include")]
    [TestCase("host@own_runtime", "host", "own_runtime", "BOARD=host RUNTIME=examples/own_runtime")]
    [TestCase("host@exported_model-x", "host", "exported_model-x", "BOARD=host RUNTIME=examples/exported_model EXPORT=/path/x")]
    public void Names_are_board_and_variant(string text, string board, string variant, string make)
    {
        var name = FirmwareName.Parse(text);
        Assert.That(name, Is.EqualTo(new FirmwareName(board, variant)));
        Assert.That(name.MakeArguments, Is.EqualTo(make));
    }

    [TestCase("host@")]
    [TestCase("host@..")]
    [TestCase("host@a/b")]
    [TestCase("host@a@b")]
    public void What_names_no_folder_is_refused(string text) =>
        Assert.Throws<UsageException>(() => FirmwareName.Parse(text));

    [Test]
    public void A_firmware_that_is_not_built_says_how_to_build_it() =>
        Assert.That(
            async () => await TargetFactory.OpenAsync("qemu:mps2-an386@never_built", new(), CancellationToken.None),
            Throws.TypeOf<FirmwareMissingException>().With.Message.Contains("mps2-an386-never_built").And.Message.EndsWith("make -C firmware BOARD=mps2-an386 RUNTIME=examples/never_built"));

    [TestCase(KernelSet.BuiltInMve, null)]
    [TestCase(KernelSet.CmsisNnPlain, KernelPath.C)]
    [TestCase(KernelSet.CmsisNnDsp, KernelPath.Dsp)]
    [TestCase(KernelSet.CmsisNnMve, KernelPath.Mve)]
    public void Only_a_linked_library_is_compared_with_its_build_of_the_simulator(KernelSet set, KernelPath? build)
    {
        var hello = new HelloReply(
            1, new BoardLimits(2048, 4096, 100_000, 10_000, 1_000, 0, 8_192, ImageInFlash: false), new BoardClock(25_000_000, 1, 1, CounterUnit.Cycles),
            set, FloatingPoint.SinglePrecision, 1, 1, "mps2-an386", "Cortex-M4F", "gcc 12.2.1", new FirmwareFootprint(0, 0, 0, 0));
        Assert.That(TargetDescription.Of(hello).Library, Is.EqualTo(build));
    }
}
