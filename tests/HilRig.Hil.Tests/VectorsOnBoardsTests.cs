using HilRig.Harness.Vectors;
using HilRig.TestKit;
using HilRig.Vectors;

namespace HilRig.Hil.Tests;

/// <summary>The committed golden vectors through the kernels of one board for each set of them: every answer is the library's plain C.</summary>
[Category("Emulated")]
public sealed class VectorsOnBoardsTests
{
    [TestCase("mps2-an385", "built-in, plain C")]
    [TestCase("mps2-an386", "built-in, DSP")]
    [TestCase("mps3-an547", "built-in, MVE")]
    public async Task Every_answer_is_the_librarys(string board, string kernelSet)
    {
        await using var target = await Boards.OpenAsync($"qemu:{board}");
        Assert.That(target.Description.KernelSet, Is.EqualTo(kernelSet));
        var results = await new BoardVectors(target, new()).RunAsync([Checkout.PathOf("fixtures", "kernels")], null, TestContext.CurrentContext.CancellationToken);
        var ran = results.Where(r => r.Passed + r.Failed > 0).ToList();
        Assert.That(ran.SelectMany(r => r.Results).Where(r => r.Outcome == CaseOutcome.Failed).Select(r => $"{r.Id}: {r.Message}"), Is.Empty);
        Assert.That(ran.Sum(r => r.Passed), Is.GreaterThan(100));
        Assert.That(ran.Select(r => r.Function), Is.SupersetOf(new[] { "arm_convolve_s8", "arm_depthwise_conv_s8", "arm_fully_connected_s8", "arm_avgpool_s8", "arm_softmax_s8", "arm_elementwise_add_s8" }));
    }
}
