using HilRig.Harness.Data;
using HilRig.Harness.Runs;
using HilRig.Harness.Vectors;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;
using HilRig.TestKit;
using HilRig.Vectors;

namespace HilRig.Hil.Tests;

/// <summary>
/// Firmware that links a CMSIS-NN which the user built: CMSIS_NN_INCLUDE is its Include folder, CMSIS_NN_LIB the library for the M4, and
/// CMSIS_NN_LIB_M3 and CMSIS_NN_LIB_M55 those for the other cores. Skipped where they are not set.
/// </summary>
[Category("Emulated")]
public sealed class CmsisNNTests
{
    [TestCase("CMSIS_NN_LIB_M3", "mps2-an385", "CMSIS-NN, plain C")]
    [TestCase("CMSIS_NN_LIB", "mps2-an386", "CMSIS-NN, DSP")]
    [TestCase("CMSIS_NN_LIB_M55", "mps3-an547", "CMSIS-NN, MVE")]
    public async Task Models_and_golden_vectors_are_the_librarys(string variable, string board, string kernelSet)
    {
        await BuildAsync(variable, board);
        foreach (var bias in new[] { "int32", "int8:channel-shift" })
            await ValidateAsync($"qemu:{board}@cmsis-nn", bias, kernelSet);
        await using var target = await Boards.OpenAsync($"qemu:{board}@cmsis-nn");
        var results = await new BoardVectors(target, new()).RunAsync([Checkout.PathOf("fixtures", "kernels")], null, TestContext.CurrentContext.CancellationToken);
        Assert.That(results.SelectMany(r => r.Results).Where(r => r.Outcome == CaseOutcome.Failed).Select(r => $"{r.Id}: {r.Message}"), Is.Empty);
        Assert.That(results.Sum(r => r.Passed), Is.GreaterThan(100));
    }

    private static async Task BuildAsync(string variable, string board)
    {
        string Need(string name)
        {
            var value = Environment.GetEnvironmentVariable(name);
            if (string.IsNullOrEmpty(value))
                Assert.Ignore($"{name} is not set: a CMSIS-NN that was built outside the repository is needed, see firmware/lib/hil_cmsis_nn/README.md");
            return value!;
        }
        await Make.RunAsync("-C", "firmware", $"BOARD={board}", $"CMSIS_NN_LIB={Need(variable)}", $"CMSIS_NN_INCLUDE={Need("CMSIS_NN_INCLUDE")}");
    }

    private static async Task ValidateAsync(string target, string bias, string kernelSet)
    {
        var graph = ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_int8.tflite"));
        var samples = SampleSet.Read(Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin"), PreparedModel.Prepare(graph)).Take(50);
        var request = new ValidationRequest { Graph = graph, Bias = BiasSpec.Parse(bias), Targets = [target], Samples = samples, FloatSamplesOnBoard = 0 };
        var record = await new Validator(request, new SilentProgress()).RunAsync(TestContext.CurrentContext.CancellationToken);
        Assert.That(record.Verdict, Is.EqualTo("pass"), string.Join('\n', record.Sentences));
        Assert.That(record.Targets.Single(t => t.Name == target).Kernels, Is.EqualTo(kernelSet));
    }
}
