using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Tests.Vectorized;

/// <summary>A pass under a switch that narrows the vectors must have run narrow, else it is green for nothing.</summary>
public sealed class VectorWidthTests
{
    [Test]
    public void The_widest_width_is_what_the_machine_and_its_switches_leave()
    {
        var expected = Avx512BW.IsSupported ? VectorWidth.Bits512
            : Avx2.IsSupported ? VectorWidth.Bits256
            : Sse41.IsSupported || AdvSimd.Arm64.IsSupported ? VectorWidth.Bits128
            : VectorWidth.Scalar;
        TestContext.Out.WriteLine($"vector kernels run at {VectorWidths.Best}");
        Assert.That(VectorWidths.Best, Is.EqualTo(expected));
    }

    [TestCase("DOTNET_EnableAVX512", VectorWidth.Bits256)]
    [TestCase("DOTNET_EnableAVX2", VectorWidth.Bits128)]
    [TestCase("DOTNET_EnableHWIntrinsic", VectorWidth.Scalar)]
    public void A_switch_set_to_zero_narrows(string variable, VectorWidth widest)
    {
        if (Environment.GetEnvironmentVariable(variable) != "0")
            Assert.Ignore($"{variable} is not 0 in this run");
        Assert.That(VectorWidths.Best, Is.LessThanOrEqualTo(widest));
    }
}
