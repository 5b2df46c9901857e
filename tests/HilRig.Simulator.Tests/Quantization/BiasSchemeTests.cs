using System.Collections.Immutable;
using CsCheck;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Quantization;
using HilRig.TestKit;

namespace HilRig.Simulator.Tests.Quantization;

/// <summary>What every bias scheme must keep, on random layers and on real models.</summary>
public sealed class BiasSchemeTests
{
    private static readonly Gen<int[]> Biases = Gen.OneOf(Gen.Int[-40_000, 40_000], Gen.Int, Gen.Const(0)).Array[1, 40];

    private static IEnumerable<BiasSpec> Specs => BiasSpec.At([16, 13, 9, 8, 7, 4]).Where(s => s.Scheme is not null);

    [TestCaseSource(nameof(Specs))]
    public void Values_fit_the_width_and_scales_are_one_or_one_per_channel(BiasSpec spec) => Biases.Sample(biases =>
    {
        var narrow = spec.Scheme!.Narrow(biases, Scales(biases.Length), spec.Largest);
        return narrow.Values.Length == biases.Length && narrow.Values.All(q => q >= -spec.Largest - 1 && q <= spec.Largest)
            && (narrow.Scales.Length == 1 || narrow.Scales.Length == biases.Length);
    });

    [TestCaseSource(nameof(Specs))]
    public void Zero_biases_stay_zero_at_the_accumulator_scale(BiasSpec spec)
    {
        var narrow = spec.Scheme!.Narrow(new int[5], Scales(5), spec.Largest);
        Assert.That(narrow.Values, Is.All.Zero);
        Assert.That(narrow.Scales, Is.EqualTo(Scales(5)));
    }

    [TestCase("int8:channel-shift")]
    [TestCase("int16:channel-shift")]
    public void A_shift_per_channel_is_off_by_at_most_half_a_step(string name) => Biases.Sample(biases =>
    {
        var spec = BiasSpec.Parse(name);
        var narrow = spec.Scheme!.Narrow(biases, Scales(biases.Length), spec.Largest);
        var widened = BiasWidening.For(narrow.Scales, Scales(biases.Length), biases.Length).Apply(narrow.Values);
        return biases.Select((b, c) => Math.Abs((long)b - widened[c]) * 2 <= Math.Max(1, (long)(narrow.Scales[c] / Scales(biases.Length)[c]))).All(ok => ok);
    });

    [TestCase("int8:layer-shift"), TestCase("int16:layer-shift"), TestCase("int8:channel-shift"), TestCase("int16:channel-shift")]
    [Category(Shared.Category)]
    public void On_the_wake_word_and_person_models_every_widened_bias_is_exactly_q_shifted(string name)
    {
        foreach (var file in new[] { "vww_96_int8.tflite", "kws_int8.tflite", "ic_resnet8_int8.tflite" })
        {
            var graph = ModelReader.ReadFile(Shared.Need("models", file));
            foreach (var bias in NarrowBiases(ModelReader.Read(BiasNarrower.Apply(graph, BiasSpec.Parse(name)), file)))
            {
                Assert.That(bias.Widening.Kind, Is.AnyOf(WideningKind.LayerShift, WideningKind.ChannelShift), bias.Tensor.ToString());
                for (var c = 0; c < bias.Stored.Length; c++)
                {
                    var shift = bias.Widening.Factors[bias.Widening.Factors.Length == 1 ? 0 : c].Shift;
                    Assert.That(bias.Widened[c], Is.EqualTo((long)bias.Stored[c] << shift), $"{bias.Tensor} channel {c}");
                }
            }
        }
    }

    [TestCaseSource(nameof(Specs))]
    public void Stock_export_gives_the_same_numbers_with_int32_biases(BiasSpec spec)
    {
        var graph = ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_int8.tflite"));
        var narrow = ModelReader.Read(BiasNarrower.Apply(graph, spec), "narrow");
        var stock = ModelReader.Read(BiasNarrower.ExportStock(narrow), "stock");
        Assert.That(NarrowBiases(stock).Select(b => b.Type), Is.All.EqualTo(ElementType.Int32));
        Assert.That(NarrowBiases(stock).SelectMany(b => b.Widened), Is.EqualTo(NarrowBiases(narrow).SelectMany(b => b.Widened)));
    }

    [TestCase("int4:layer-shift", ElementType.Int8, 7)]
    [TestCase("int8", ElementType.Int8, 127)]
    [TestCase("int9:layer-shift", ElementType.Int16, 255)]
    [TestCase("int16:channel-shift", ElementType.Int16, 32_767)]
    public void A_width_is_stored_in_the_type_that_holds_it(string name, ElementType type, int largest)
    {
        var graph = ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_int8.tflite"));
        var biases = NarrowBiases(ModelReader.Read(BiasNarrower.Apply(graph, BiasSpec.Parse(name)), "narrow")).ToList();
        Assert.That(biases.Select(b => b.Type), Is.All.EqualTo(type));
        Assert.That(biases.SelectMany(b => b.Stored), Is.All.InRange(-largest - 1, largest));
        // The width is used: some bias needs its last bit.
        Assert.That(biases.SelectMany(b => b.Stored).Max(Math.Abs), Is.GreaterThan(largest / 2));
    }

    [TestCase("int3:saturate")]
    [TestCase("int17")]
    [TestCase("int-8")]
    [TestCase("int8:sideways")]
    [TestCase("int32:saturate")]
    [TestCase("uint8")]
    public void What_is_no_width_or_scheme_names_the_legal_ones(string text) =>
        Assert.That(() => BiasSpec.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains("legal are"));

    [Test]
    public void One_layer_can_be_narrowed_alone()
    {
        var graph = ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_int8.tflite"));
        var one = BiasNarrower.Assign(graph, BiasSpec.Parse("int8"))[3];
        var narrow = ModelReader.Read(BiasNarrower.Apply(graph, [one]), "narrow");
        var memory = BiasNarrower.InMemory(graph, [one]);
        Assert.That(narrow.Tensors.Where(t => t.IsConstant && t.Type == ElementType.Int8 && t.Name == graph.Tensor(one.Tensor).Name), Has.Exactly(1).Items);
        Assert.That(memory.Tensors.Select(t => (t.Type, Convert.ToHexString(t.Data.Span))), Is.EqualTo(narrow.Tensors.Select(t => (t.Type, Convert.ToHexString(t.Data.Span)))));
    }

    [Test]
    public void A_narrow_model_is_not_narrowed_again()
    {
        var graph = ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_int8.tflite"));
        var narrow = ModelReader.Read(BiasNarrower.Apply(graph, BiasSpec.Parse("int8")), "narrow");
        Assert.That(() => BiasNarrower.Apply(narrow, BiasSpec.Parse("int8")), Throws.TypeOf<UnsupportedModelException>().With.Message.Contains("narrow already"));
    }

    private static List<LayerBias> NarrowBiases(ModelGraph graph) =>
        [.. PreparedModel.Prepare(graph, Rounding.Double, VectorWidth.Scalar).Operators.OfType<IBiasedOperator>().Select(o => o.Bias!)];

    private static ImmutableArray<float> Scales(int channels) => [.. Enumerable.Range(0, channels).Select(c => 0.001f * (1 + c % 7))];
}
