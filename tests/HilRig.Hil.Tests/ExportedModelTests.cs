using HilRig.Harness.Data;
using HilRig.Harness.Runs;
using HilRig.Reporting.Records;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;
using HilRig.TestKit;

namespace HilRig.Hil.Tests;

/// <summary>What <c>hilrig export c</c> writes, compiled and run behind the model table, judged like any board.</summary>
[Category("Emulated")]
public sealed class ExportedModelTests
{
    private const string Digits = "digits_int8", Qemu = "qemu:";

    // The board, and the variable with a CMSIS-NN for it.
    private static readonly (string Board, string Library)[] Linked =
        [("mps2-an385", "CMSIS_NN_LIB_M3"), ("mps2-an386", "CMSIS_NN_LIB"), ("mps3-an547", "CMSIS_NN_LIB_M55")];

    private static readonly string[] References = ["kws_int8", "ic_resnet8_int8", "vww_96_int8", "ad01_int8", "sww_int8"];

    private static IEnumerable<object[]> DigitCases =>
        from board in new[] { "host", "mps2-an385", "mps2-an386", "mps3-an547" }
        from bias in new[] { "int32", "int8:channel-shift", "int8:layer-shift", "int16:layer-scale" }
        select new object[] { board, bias };

    private static IEnumerable<object[]> LinkedCases =>
        from linked in Linked
        from model in References.Prepend(Digits)
        select new object[] { linked.Board, linked.Library, model };

    [TestCaseSource(nameof(DigitCases))]
    public Task Digits_equal_the_simulator(string board, string bias) => EqualAsync(board, Digits, bias, samples: 50);

    [TestCaseSource(nameof(References)), Category(Shared.Category)]
    public Task Reference_models_equal_the_simulator(string model) => EqualAsync("mps2-an386", model, "int8:channel-shift", samples: 3);

    [TestCase("int8:layer-scale")]
    [TestCase("int16:channel-shift")]
    public Task Biases_widened_at_init_equal_the_simulator(string bias) => EqualAsync("mps3-an547", Digits, bias, samples: 20, widensAtInit: true);

    /// <summary>Over the real CMSIS-NN: the same export, the same bits.</summary>
    [TestCaseSource(nameof(LinkedCases)), Category(Shared.Category)]
    public async Task A_linked_CMSIS_NN_computes_the_same(string board, string library, string model)
    {
        string Need(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? value
            : throw new IgnoreException($"{name} is not set: a CMSIS-NN that was built outside the repository is needed, see firmware/lib/hil_cmsis_nn/README.md");
        string[] linked = [$"CMSIS_NN_LIB={Need(library)}", $"CMSIS_NN_INCLUDE={Need("CMSIS_NN_INCLUDE")}"];
        await EqualAsync(board, model, "int8:channel-shift", samples: 2, variables: linked);
        await EqualAsync(board, model, "int8:channel-shift", samples: 2, widensAtInit: true, variables: linked);
    }

    private static async Task EqualAsync(string board, string name, string bias, int samples, bool widensAtInit = false, params string[] variables)
    {
        using var folder = new ExportFolder();
        var graph = ModelReader.ReadFile(name == Digits ? Checkout.PathOf("fixtures", "models", name + ".tflite") : Shared.Need("models", name + ".tflite"));
        var export = $"{name}-{bias.Replace(':', '-')}{(widensAtInit ? "-init" : "")}";
        folder.Add(export, graph, bias, widensAtInit: widensAtInit);
        await Make.RunAsync(
            ["-j2", "-C", "firmware", $"BOARD={board}", "RUNTIME=examples/exported_model", $"EXPORT={folder[export]}", "SELF_TEST=1", .. variables]);
        var target = $"{(board == "host" ? "" : Qemu)}{board}@{(variables.Length > 0 ? "cmsis-nn-" : "")}exported_model-{export}";
        var record = await ValidateAsync(graph, bias, target, SamplesOf(name, graph).Take(samples));
        var (found, layers) = (record.Targets.Single(t => t.Name == target && t.Role == "model"), samples * graph.Operators.Length);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(record.Verdict, Is.EqualTo("pass"), string.Join('\n', record.Sentences));
            Assert.That(found.Exactness, Is.EqualTo(new ExactnessRecord(samples, samples, layers, layers, null)));
            Assert.That((found.Memory!.ArenaBytes + 15) / 16, Is.EqualTo((found.Memory.ArenaPlanBytes + 15) / 16));
        }
    }

    private static SampleSet SamplesOf(string name, ModelGraph graph) => SampleSet.Read(
        name switch
        {
            Digits => Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin"),
            "kws_int8" => Shared.Need("data", "kws01", "inputs.int8.bin"),
            _ => Shared.Need("reference", "random", name + ".in.bin"),
        }, PreparedModel.Prepare(graph));

    private static Task<RunRecord> ValidateAsync(ModelGraph graph, string bias, string target, SampleSet samples) => new Validator(
        new() { Graph = graph, Bias = BiasSpec.Parse(bias), Targets = [target], Samples = samples, FloatSamplesOnBoard = 0 }, new SilentProgress())
        .RunAsync(TestContext.CurrentContext.CancellationToken);
}
