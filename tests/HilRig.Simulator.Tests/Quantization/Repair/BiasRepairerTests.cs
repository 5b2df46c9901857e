using System.Runtime.InteropServices;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;
using HilRig.Simulator.Quantization.Repair;

namespace HilRig.Simulator.Tests.Quantization.Repair;

/// <summary>The search for formats and rounding, on the bundled model.</summary>
public sealed class BiasRepairerTests
{
    private const int Fitted = 120;

    private static readonly PreparedModel Model = PreparedModel.Prepare(Digits.Int8);

    private static readonly Lazy<RepairOutcome> Outcome = new(() => BiasRepairer.Search(Input()));

    private static IReadOnlyList<ScoredPlan> Plans => Outcome.Value.Plans;

    [Test]
    public void Plans_range_from_a_byte_a_bias_to_no_loss()
    {
        Assert.That(Plans.Select(p => p.Plan.Bytes), Is.Ordered);
        Assert.That(Plans[0].Plan.Formats.Select(f => f.Name), Is.All.StartsWith("int8:layer-shift"));
        Assert.That(Plans[^1].Loss, Is.Zero);
        Assert.That(Run(Plans[^1].Plan), Is.EqualTo(Run(Model)), "biases that all keep their value");
    }

    [Test]
    public void Codes_fit_their_width_and_stay_next_to_the_nearest()
    {
        foreach (var plan in Plans.Select(p => p.Plan))
            for (var l = 0; l < plan.Layers.Count; l++)
            {
                Assert.That(plan.Codes[l], Is.All.InRange(-plan.Formats[l].Largest - 1, plan.Formats[l].Largest));
                Assert.That(plan.Moves(l).Largest, Is.LessThanOrEqualTo(1));
            }
    }

    [Test]
    public void Rounding_together_errs_less_on_samples_that_were_not_fitted_than_rounding_to_nearest()
    {
        var plan = Plans[0].Plan;
        Assert.That(Error(Run(plan)), Is.LessThan(0.8 * Error(Run(RepairPlan.Nearest(plan.Layers, plan.Formats)))));
    }

    [Test]
    public void The_same_search_finds_the_same_plans() =>
        Assert.That(BiasRepairer.Search(Input()).Plans.Select(p => p.Plan.Codes), Is.EqualTo(Plans.Select(p => p.Plan.Codes)));

    [TestCase(8)]
    [TestCase(6)]
    public void A_limit_of_bits_holds_for_every_layer(int bits)
    {
        var plans = BiasRepairer.Search(Input() with { MostBits = bits }).Plans;
        Assert.That(plans.Select(p => p.Plan.Bits), Is.All.EqualTo(bits));
        Assert.That(plans[^1].Loss, Is.Zero, "a scale for each channel keeps every bias in few bits");
    }

    [Test]
    public void A_plan_in_memory_in_a_file_and_widened_back_gives_the_same_outputs()
    {
        var narrow = ModelReader.Read(BiasNarrower.Apply(Digits.Int8, Plans[0].Plan.Assignments()), "narrow");
        var stock = ModelReader.Read(BiasNarrower.ExportStock(narrow), "stock");
        Assert.That(Run(PreparedModel.Prepare(narrow)), Is.EqualTo(Run(Plans[0].Plan)));
        Assert.That(Run(PreparedModel.Prepare(stock)), Is.EqualTo(Run(Plans[0].Plan)));
        Assert.That(BiasNarrower.Layers(stock).Select(b => b.Type), Is.All.EqualTo(ElementType.Int32));
    }

    [Test]
    public void What_the_plan_calls_its_widened_biases_is_what_the_kernels_take()
    {
        var plan = Plans[Plans.Count / 2].Plan;
        var layers = PreparedModel.Prepare(ModelReader.Read(BiasNarrower.Apply(Digits.Int8, plan.Assignments()), "narrow")).Operators
            .OfType<Simulator.Operators.IBiasedOperator>().Select(o => o.Bias!.Widened).ToArray();
        for (var l = 0; l < layers.Length; l++)
            Assert.That(plan.Codes[l].Select((q, c) => plan.Formats[l].Widened(q, c)), Is.EqualTo(layers[l]), plan.Formats[l].Name);
    }

    [Test]
    public void Shares_of_the_predicted_loss_add_up() =>
        Assert.That(Outcome.Value.LossShares(Plans[0].Plan).Sum(), Is.EqualTo(1).Within(1e-9));

    [Test]
    public void A_shift_against_the_float_twin_is_taken_back()
    {
        var shifted = Shifted(layer: 2, outputSteps: 1.5);
        var twin = new FloatTarget(PreparedModel.Prepare(FloatTwin.Of(Digits.Int8)), MemoryMarshal.AsBytes(Digits.Reals().AsSpan()).ToArray().AsMemory());
        var outcome = BiasRepairer.Search(Input() with { Model = shifted, Float = twin with { Inputs = twin.Inputs[..(Fitted * 4 * Model.InputBytes)] } });
        var plan = outcome.Plans.Last(p => p.Plan.Formats.All(f => !f.IsInt32)).Plan;
        Assert.That(outcome.IsCorrected);
        Assert.That(Error(Run(plan)), Is.LessThan(0.7 * Error(Run(shifted))));
    }

    [Test]
    public void Narrow_biases_are_refused() => Assert.That(
        () => BiasRepairer.Search(Input() with { Model = PreparedModel.Prepare(ModelReader.Read(BiasNarrower.Apply(Digits.Int8, BiasSpec.Parse("int8")), "narrow")) }),
        Throws.InstanceOf<ModelException>().With.Message.Contains("narrow already"));

    [Test]
    public void A_model_without_biases_to_narrow_is_refused() => Assert.That(
        () => BiasRepairer.Uniform(PreparedModel.Prepare(Digits.Float), BiasSpec.Int32, _ => 0),
        Throws.InstanceOf<ModelException>().With.Message.Contains("nothing to narrow"));

    [Test]
    public void A_cancelled_search_ends()
    {
        using var cancel = new CancellationTokenSource();
        var input = Input() with { Progress = (phase, _, _) => { if (phase == "plans") cancel.Cancel(); } };
        Assert.That(() => BiasRepairer.Search(input, cancel.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private static RepairInput Input() => new()
    {
        Model = Model, Inputs = Digits.Codes.AsMemory(0, Fitted * Model.InputBytes), Samples = Fitted, HasAnswers = true, Bytes = b => b.StoredBytes,
    };

    private static byte[] Run(RepairPlan plan) => Run(Model.WithConstants(BiasNarrower.InMemory(Model.Graph, plan.Assignments())));

    private static byte[] Run(PreparedModel model) => BatchRunner.Run(model, Digits.Codes, Digits.Count);

    // Mean square of the difference to int32 over the samples that were not fitted.
    private static double Error(byte[] outputs) => outputs.Zip(Run(Model)).Skip(Fitted * Model.OutputBytes)
        .Average(o => Math.Pow(unchecked((sbyte)o.First) - unchecked((sbyte)o.Second), 2));

    private static PreparedModel Shifted(int layer, double outputSteps)
    {
        var moved = BiasRepairer.Uniform(Model, BiasSpec.Int32, _ => 0).Layers[layer];
        int[] biases = [.. moved.Bias.Widened.Select((b, c) => (int)Math.Round(b + outputSteps / moved.OutputSteps[c]))];
        var tensors = Digits.Int8.Tensors.SetItem(moved.Bias.Tensor.Index, moved.Bias.Tensor with { Data = MemoryMarshal.AsBytes(biases.AsSpan()).ToArray() });
        return PreparedModel.Prepare(Digits.Int8 with { Tensors = tensors });
    }
}
