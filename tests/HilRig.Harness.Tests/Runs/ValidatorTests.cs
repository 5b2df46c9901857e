using HilRig.Harness.Data;
using HilRig.Harness.Runs;
using HilRig.Harness.Runs.Gates;
using HilRig.Harness.Targets;
using HilRig.Kernels.FixedPoint;
using HilRig.Reporting.Records;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Runs;

/// <summary>What a validation says of boards with planted faults.</summary>
public sealed class ValidatorTests
{
    private const int Samples = 12;

    [Test]
    public async Task An_honest_board_passes()
    {
        var record = await ValidateAsync(new FaultyTarget());
        Assert.That(record.Verdict, Is.EqualTo("pass"));
        Assert.That(Board(record).Exactness, Is.EqualTo(new ExactnessRecord(Samples, Samples, Samples * 12, Samples * 12, null)));
        Assert.That(record.Sentences, Has.Some.Contains("equals the simulator"));
    }

    [Test]
    public async Task One_wrong_output_byte_fails_even_when_the_board_is_right_when_asked_again()
    {
        var record = await ValidateAsync(new FaultyTarget { Damage = FlipLastOutputByte });
        Assert.That(record.Verdict, Is.EqualTo("fail"));
        Assert.That(Board(record).Exactness!.EqualSamples, Is.EqualTo(Samples - 1));
        Assert.That(record.Sentences, Has.Some.Contains("DIFFERS from the simulator: 11 of 12"));
    }

    [TestCase("bias")]
    [TestCase("accumulator")]
    [TestCase("rounding")]
    public async Task The_first_wrong_layer_and_the_first_wrong_step_are_named(string fault)
    {
        var target = new FaultyTarget
        {
            Damage = FlipLastOutputByte,
            DamageLayer = (op, output) => op >= 4 ? [.. output[..7], unchecked((byte)(output[7] + 1)), .. output[8..]] : output,
            DamageTrace = trace => fault switch
            {
                "bias" => trace with { BiasStored = trace.BiasStored + 1 },
                "accumulator" => trace with { Accumulator = trace.Accumulator + 1 },
                _ => trace with { Requantized = trace.Requantized + 1 },
            },
        };
        var first = Board(await ValidateAsync(target)).Exactness!.First!;
        Assert.That((first.Sample, first.Operator, first.Element, first.Channel, first.DifferingElements), Is.EqualTo((Samples - 1, 4, 7, 7, 1)));
        Assert.That(first.Actual, Is.EqualTo(first.Expected + 1));
        Assert.That(first.Explanation, Does.Contain(fault));
    }

    [TestCase(Rounding.Double, Rounding.Single, "single rounding (X-CUBE-AI")]
    [TestCase(Rounding.Single, Rounding.Double, "double rounding (CMSIS-NN's default")]
    public async Task A_board_that_rounds_otherwise_is_recognised(Rounding asked, Rounding real, string family)
    {
        var record = await ValidateAsync([new FaultyTarget { Rounds = real }], asked);
        var (exactness, name) = (Board(record).Exactness!, real.ToString().ToLowerInvariant());
        Assert.That(record.Verdict, Is.EqualTo("fail"));
        Assert.That(exactness.EqualLayers, Is.LessThan(exactness.Layers!.Value));
        Assert.That(exactness.OtherRounding, Is.EqualTo(new OtherRoundingRecord(name, Samples, exactness.Layers, true)));
        Assert.That(record.Sentences, Has.Some.StartsWith($"fake:board computes with {family}").And.Some.EndsWith($"Run with --rounding {name}."));
    }

    [Test]
    public async Task A_wrong_board_of_the_other_rounding_is_said_to_come_nearer_with_counts()
    {
        var record = await ValidateAsync([new FaultyTarget { Rounds = Rounding.Single, Damage = FlipLastOutputByte }], Rounding.Double);
        var other = Board(record).Exactness!.OtherRounding!;
        Assert.That((other.Rounding, other.EqualSamples, other.IsExact), Is.EqualTo(("single", Samples - 1, false)));
        Assert.That(record.Sentences, Has.Some.Contains("comes nearer with single rounding").And.Some.Contains("11 of 12 outputs"));
    }

    [Test]
    public async Task A_fault_of_another_kind_names_no_rounding() =>
        Assert.That(Board(await ValidateAsync(new FaultyTarget { Damage = FlipLastOutputByte })).Exactness!.OtherRounding, Is.Null);

    [TestCase(16, "pass")]
    [TestCase(17, "fail")]
    public async Task The_measured_arena_must_equal_the_plan_to_16_bytes(int excess, string verdict) =>
        Assert.That((await ValidateAsync(new FaultyTarget { ArenaExcess = excess })).Verdict, Is.EqualTo(verdict));

    [TestCase("instructions <= 1000", "pass")]
    [TestCase("instructions <= 999", "fail")]
    [TestCase("stack <= 499 where fake:*", "fail")]
    public async Task Gates_decide(string gate, string verdict) =>
        Assert.That((await ValidateAsync(new FaultyTarget(), gate)).Verdict, Is.EqualTo(verdict));

    [Test]
    public async Task A_board_without_room_is_named_with_its_bytes_and_fails_a_run_only_when_no_other_has_room()
    {
        var (small, large) = (new FaultyTarget { Name = "fake:small", Lacks = 2345 }, new FaultyTarget());
        var both = await ValidateAsync([small, large]);
        Assert.That(both.Verdict, Is.EqualTo("pass"));
        Assert.That(both.Sentences, Has.Some.Contains("fake:small has 1,000 bytes for the arena, digits_int8 needs 3,345: 2,345 too many"));
        Assert.That(Board(both).Exactness!.IsExact);
        Assert.That((await ValidateAsync(small)).Verdict, Is.EqualTo("fail"));
    }

    [Test]
    public async Task A_float_model_is_judged_by_its_error_not_by_bits()
    {
        var graph = ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_float32.tflite"));
        var samples = new SampleSet(new byte[2 * 784 * sizeof(float)], 2);
        var record = await ValidateAsync(graph, samples, new FaultyTarget { Damage = FlipLastOutputByte });
        Assert.That(record.Verdict, Is.EqualTo("pass"));
        Assert.That(Board(record).Exactness, Is.Null);
        Assert.That(Board(record).RmseAgainstFloat, Is.Positive);
        Assert.That(record.Bias, Is.EqualTo("float32"));
        Assert.That(record.Sentences, Has.Some.StartsWith("fake:board").And.Some.Contains("RMSE"));
    }

    [Test]
    public async Task The_arena_of_a_float_model_must_equal_its_plan_too()
    {
        var graph = ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_float32.tflite"));
        var samples = new SampleSet(new byte[2 * 784 * sizeof(float)], 2);
        Assert.That((await ValidateAsync(graph, samples, new FaultyTarget { ArenaExcess = 100 })).Verdict, Is.EqualTo("fail"));
    }

    [Test]
    public void Two_runs_in_one_second_get_folders_of_their_own()
    {
        using var folder = new Data.TempFolder();
        var now = DateTimeOffset.UnixEpoch;
        var (first, second) = (RunFolder.Create(folder.PathOf("out"), "run", "a b", now), RunFolder.Create(folder.PathOf("out"), "run", "a b", now));
        Assert.That(Path.GetFileName(first.Path), Is.EqualTo("19700101-000000-run-a_b"));
        Assert.That(Path.GetFileName(second.Path), Is.EqualTo("19700101-000000-run-a_b-2"));
    }

    private static TargetRun FlipLastOutputByte(TargetRun run) => run with { Outputs = [.. run.Outputs[..^1], unchecked((byte)(run.Outputs[^1] ^ 1))] };

    private static TargetRecord Board(RunRecord record) => record.Targets.First(t => t.Name == "fake:board");

    private static Task<RunRecord> ValidateAsync(ITarget target, params string[] gates) => ValidateAsync([target], gates);

    private static Task<RunRecord> ValidateAsync(IReadOnlyList<ITarget> targets, params string[] gates) => ValidateAsync(targets, Rounding.Double, gates);

    private static Task<RunRecord> ValidateAsync(IReadOnlyList<ITarget> targets, Rounding rounding, params string[] gates)
    {
        var graph = ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_int8.tflite"));
        var samples = SampleSet.Read(Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin"), PreparedModel.Prepare(graph));
        return ValidateAsync(graph, samples.Take(Samples), targets, rounding, gates);
    }

    private static Task<RunRecord> ValidateAsync(ModelGraph graph, SampleSet samples, ITarget target) => ValidateAsync(graph, samples, [target], Rounding.Double);

    private static Task<RunRecord> ValidateAsync(ModelGraph graph, SampleSet samples, IReadOnlyList<ITarget> targets, Rounding rounding, params string[] gates)
    {
        var request = new ValidationRequest
        {
            Graph = graph,
            Rounding = rounding,
            Targets = [.. targets.Select(t => t.Name)],
            Samples = samples,
            FloatSamplesOnBoard = 0,
            Gates = [.. gates.Select(Gate.Parse)],
            Open = (name, _, _) => Task.FromResult(targets.First(t => t.Name == name)),
        };
        return new Validator(request, new SilentProgress()).RunAsync(CancellationToken.None);
    }
}
