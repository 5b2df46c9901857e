using System.Collections.Immutable;
using System.Runtime.InteropServices;
using HilRig.Harness.Bias;
using HilRig.Harness.Flashing;
using HilRig.Harness.Targets;
using HilRig.Harness.Tests.Runs;
using HilRig.Kernels.FixedPoint;
using HilRig.Reporting.Records.Bias;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Tests.Bias;

/// <summary>One thing is made wrong in a model; the explanation must name it, and nothing else.</summary>
public sealed class PlantedFaultTests
{
    // CONV_2D 4 of the digits model.
    private const int Operator = 4;
    private const int Channel = 17;

    private readonly BiasLabRequest _digits = Lab.Digits("int8:channel-shift");

    [Test]
    public async Task A_clamped_bias()
    {
        var layer = await ExplainAsync(b => Wide(b, Changed(b.Stored, Channel, Math.Sign(b.Stored[Channel]) * 127)));
        Expect(layer, "clamped", [Channel], "1 of 48 biases clamps");
    }

    [Test]
    public async Task A_layers_bias_scale_doubled()
    {
        var layer = await ExplainAsync(b => Scaled(b, s => [.. s.Select(x => 2 * x)]));
        Expect(layer, "scale off", [.. layer.Channels.Where(c => Math.Abs(c.Bias) > 2 * c.Step).Select(c => c.Channel)], "2 times what they should be");
    }

    [Test]
    public async Task A_shift_off_by_one_in_one_channel([Values(0.5f, 2f)] float factor)
    {
        var layer = await ExplainAsync(b => Scaled(b, s => s.SetItem(Channel, factor * s[Channel])));
        Expect(layer, "shift off", [Channel], $"the shift of channel {Channel} is off by {(factor == 2 ? "+1" : "-1")}");
    }

    [Test]
    public async Task A_dropped_bias()
    {
        var layer = await ExplainAsync(b => new(b.Tensor.Index, 32, new(new int[b.Stored.Length], b.AccumulatorScales)));
        Expect(layer, "dropped", [.. layer.Channels.Where(c => Math.Abs(c.Bias) > 1).Select(c => c.Channel)], "they were dropped");
    }

    [Test]
    public async Task A_dead_channel()
    {
        var weights = _digits.Graph.Tensor(Node(_digits.Graph).Inputs[1]);
        var bias = _digits.Graph.Tensor(Node(_digits.Graph).Inputs[2]);
        var graph = Patched(_digits.Graph, weights with { Quantization = weights.Quantization! with { Scales = weights.Quantization.Scales.SetItem(Channel, 1e-9f) } });
        graph = Patched(graph, bias with { Data = MemoryMarshal.AsBytes(Changed(MemoryMarshal.Cast<byte, int>(bias.Data.Span).ToArray(), Channel, 1 << 30).AsSpan()).ToArray() });
        var lab = await Lab.RunAsync(_digits with { Graph = graph, Subjects = [NarrowSubject.Of(graph, BiasSpec.Parse("int16:layer-shift"))], Explain = ExplainScope.All });
        var finding = lab.Findings.Single(f => f.Kind == "dead channels");
        Assert.That((finding.Index, finding.Channels.Single()), Is.EqualTo((Operator, Channel)));
        var layer = lab.Explanations.Single().Layers.Single(l => l.Index == Operator);
        Assert.That(layer.Cause, Does.Contain("1 dead channel").And.Contain("channel-shift"));
    }

    [Test]
    public async Task A_bias_scale_in_the_file_that_is_not_the_accumulators()
    {
        var bias = _digits.Graph.Tensor(Node(_digits.Graph).Inputs[2]);
        var graph = Patched(_digits.Graph, bias with { Quantization = bias.Quantization! with { Scales = [.. bias.Quantization.Scales.Select(s => 2 * s)] } });
        var lab = await Lab.RunAsync(_digits with { Graph = graph, Subjects = [] });
        var finding = lab.Findings.Single(f => f.Kind == "bias scale");
        Assert.That((finding.Index, finding.Channels.Count), Is.EqualTo((Operator, 48)));
        Assert.That(finding.Sentence, Does.Contain("2 times").And.Contain("0.5 times as strong"));
    }

    [Test]
    public async Task A_board_that_rounds_once()
    {
        var lab = await Lab.RunAsync(WithBoard(new FaultyTarget { Rounds = Rounding.Single }));
        Assert.That(Integer(lab).Where(c => c.IsExact), Is.Empty);
        Assert.That(Integer(lab).Select(c => c.Note), Has.All.Contains("--rounding single"));
        Assert.That(lab.Boards.Where(c => c.Differs), Is.EqualTo(Integer(lab)));
        Assert.That(lab.Sentences, Has.Some.Contains("DIFFERS"));
    }

    [Test]
    public void A_board_that_gives_out_does_not_take_along_what_the_simulator_found()
    {
        BiasLabRecord? kept = null;
        var request = _digits with
        {
            Targets = ["fake:board"], Simulated = record => kept = record, Open = (_, _, _) => throw new NoFlasherException("the board is gone"),
        };
        Assert.That(() => Lab.RunAsync(request), Throws.TypeOf<NoFlasherException>());
        Assert.That(kept!.Schemes, Has.Count.EqualTo(2));
        Assert.That(kept.Sentences, Is.Not.Empty);
    }

    [TestCase("sim")]
    [TestCase("float")]
    public void What_always_runs_is_no_board(string target) => Assert.That(
        () => Lab.RunAsync(_digits with { Targets = [target] }), Throws.TypeOf<UsageException>().With.Message.Contains("always runs"));

    [Test]
    public async Task A_board_that_is_right()
    {
        var lab = await Lab.RunAsync(WithBoard(new FaultyTarget()));
        Assert.That(Integer(lab).ToList(), Has.Count.EqualTo(2).And.All.Property(nameof(BoardCell.IsExact)).True);
        Assert.That(lab.Boards.Where(c => c.Differs), Is.Empty);
    }

    [Test]
    public async Task A_saturating_output_and_a_bias_at_the_limit_of_int32()
    {
        var bias = _digits.Graph.Tensor(Node(_digits.Graph).Inputs[2]);
        var graph = Patched(_digits.Graph, bias with { Data = MemoryMarshal.AsBytes(Changed(MemoryMarshal.Cast<byte, int>(bias.Data.Span).ToArray(), Channel, int.MaxValue).AsSpan()).ToArray() });
        var output = graph.Tensor(Node(graph).Outputs[0]);
        graph = Patched(graph, output with { Quantization = output.Quantization! with { Scales = [output.Quantization.Scales[0] / 4] } });
        var findings = (await Lab.RunAsync(_digits with { Graph = graph, Subjects = [] })).Findings.Where(f => f.Index == Operator).ToDictionary(f => f.Kind);
        Assert.That(findings["bias at int32 limit"].Channels, Is.EqualTo(new[] { Channel }));
        Assert.That(findings["head-room"].Channels, Is.EqualTo(new[] { Channel }));
        Assert.That(findings["saturating output"].Sentence, Does.Contain("(127)"));
    }

    private static void Expect(LayerExplanation layer, string fault, int[] channels, string sentence)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(layer.Index, Is.EqualTo(Operator));
            Assert.That(layer.Channels.Where(c => c.Fault == fault).Select(c => c.Channel), Is.EquivalentTo(channels));
            Assert.That(layer.Channels.Where(c => c.Fault is not ("exact" or "rounded" or "rounded away") && c.Fault != fault), Is.Empty);
            Assert.That(layer.Cause, Does.Contain(sentence).And.Contain($"CONV_2D {Operator}"));
            // One layer is wrong: all of the error is its own, and what arrives at its output is what is made there.
            Assert.That(layer.Share, Is.EqualTo(1).Within(1e-9));
            Assert.That(layer.LocalRmse, Is.EqualTo(layer.AccumulatedRmse).And.GreaterThan(0));
        }
    }

    private async Task<LayerExplanation> ExplainAsync(Func<LayerBias, BiasAssignment> plant)
    {
        var bias = BiasNarrower.Layers(_digits.Graph).Single(b => b.Tensor.Index == Node(_digits.Graph).Inputs[2]);
        var subject = new NarrowSubject("planted", 8, [plant(bias)]);
        var lab = await Lab.RunAsync(_digits with { Subjects = [subject], Explain = ExplainScope.All });
        return lab.Explanations.Single().Layers.Single();
    }

    private BiasLabRequest WithBoard(FaultyTarget board) =>
        _digits with { Targets = [board.Name], BoardSamples = 5, Open = (_, _, _) => Task.FromResult<ITarget>(board) };

    // The float model is there for its work and memory.
    private static IEnumerable<BoardCell> Integer(BiasLabRecord lab) => lab.Boards.Where(c => c.Bias != BoardCell.Float);

    private static OperatorNode Node(ModelGraph graph) => graph.Operators[Operator];

    private static ModelGraph Patched(ModelGraph graph, TensorInfo tensor) =>
        graph with { Tensors = graph.Tensors.SetItem(tensor.Index, tensor), FileBytes = default, Sha256 = "" };

    private static BiasAssignment Wide(LayerBias bias, int[] values) => new(bias.Tensor.Index, 32, new(values, bias.AccumulatorScales));

    private static BiasAssignment Scaled(LayerBias bias, Func<ImmutableArray<float>, ImmutableArray<float>> change)
    {
        var narrow = BiasAssignment.Of(bias, BiasSpec.Parse("int8:channel-shift"))!;
        return narrow with { Narrow = narrow.Narrow with { Scales = change(narrow.Narrow.Scales) } };
    }

    private static int[] Changed(int[] values, int index, int value)
    {
        var changed = values.ToArray();
        changed[index] = value;
        return changed;
    }
}
