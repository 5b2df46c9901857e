using System.Runtime.InteropServices;
using HilRig.Harness.Targets;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.TestKit;

namespace HilRig.Hil.Tests;

/// <summary>The firmware's float32 kernels, which are only there to compare with: right to 1e-5 of the largest output.</summary>
[Category("Emulated")]
public sealed class FloatOnBoardTests
{
    private const int Samples = 10;

    [TestCase("host")]
    [TestCase("qemu:mps2-an386")]
    public async Task The_float_model_computes_what_the_simulator_computes(string target)
    {
        var model = PreparedModel.Prepare(
            ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_float32.tflite")), width: VectorWidth.Scalar);
        var codes = File.ReadAllBytes(Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin")).AsSpan(0, Samples * 784);
        var pixels = codes.ToArray().Select(c => (c ^ 0x80) / 255f).ToArray();
        var inputs = MemoryMarshal.AsBytes(pixels.AsSpan()).ToArray();
        await using var board = await Boards.OpenAsync(target);
        await board.LoadAsync(model, TestContext.CurrentContext.CancellationToken);
        var run = await board.RunAsync(inputs, Samples, LayerDetail.None, null, TestContext.CurrentContext.CancellationToken);
        var actual = MemoryMarshal.Cast<byte, float>(run.Outputs).ToArray();
        var expected = MemoryMarshal.Cast<byte, float>(BatchRunner.Run(model, inputs, Samples)).ToArray();
        Assert.That(actual, Is.EqualTo(expected).Within(1e-5f * expected.Max(Math.Abs)));
    }
}
