using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using HilRig.TestKit;

namespace HilRig.Cli.Tests;

/// <summary>
/// The runtime's own switches narrow the kernels, and the program says what it really runs: a pass at a width that silently was
/// another one would be worth nothing. (<c>DOTNET_EnableAVX512F=0</c>, for one, is ignored.)
/// </summary>
public sealed class VectorWidthTests
{
    private static readonly string Kernels = Checkout.PathOf("fixtures", "kernels", "arm_convolve_s8.jsonl.gz");

    [TestCase("DOTNET_EnableAVX512", "256-bit kernels")]
    [TestCase("DOTNET_EnableAVX2", "128-bit kernels")]
    [TestCase("DOTNET_EnableHWIntrinsic", "scalar kernels")]
    public async Task A_switch_narrows_the_kernels_and_the_bits_stay(string variable, string width)
    {
        if (!Avx512BW.IsSupported)
            Assert.Ignore("this machine has no AVX-512, from which the switches narrow");
        var outcome = await CommandLine.RunAsync(new Dictionary<string, string> { [variable] = "0" }, "vectors", Kernels);
        Assert.That(outcome.Output, Does.Contain(width));
        Assert.That(outcome.Output.TrimEnd(), Does.EndWith("10 passed, 0 failed, 0 unsupported"));
    }

    [Test]
    public async Task A_width_that_the_machine_lacks_is_refused()
    {
        if (!Vector256.IsHardwareAccelerated)
            Assert.Ignore("this machine has no 256-bit vectors to take away");
        var outcome = await CommandLine.RunAsync(new Dictionary<string, string> { ["DOTNET_EnableAVX2"] = "0" }, "vectors", Kernels, "--width", "512");
        Assert.That(outcome.ExitCode, Is.EqualTo(2));
        Assert.That(outcome.Errors, Does.Contain("512 bits cannot run here"));
    }
}
