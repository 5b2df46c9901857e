using System.Security.Cryptography;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;
using HilRig.Simulator.Quantization.PostTraining;

namespace HilRig.Simulator.Tests.Quantization;

/// <summary>The bundled digit models, to the answer: what a fresh clone can run with nothing beside it.</summary>
public sealed class BundledModelTests
{
    [Test]
    public void Samples_fit_the_model()
    {
        Assert.That(Digits.Codes, Has.Length.EqualTo(Digits.Count * PreparedModel.Prepare(Digits.Int8).InputBytes));
        Assert.That(Digits.Labels, Has.Length.EqualTo(Digits.Count));
        Assert.That(Digits.Labels, Is.All.LessThan(Digits.Classes));
    }

    [Test]
    public void Every_registered_operator_is_in_the_model() =>
        Assert.That(Digits.Int8.Operators.Select(o => o.Code).Distinct(), Is.SupersetOf(MainOperators));

    [Test]
    public void Float_model_answers() => Assert.That(Digits.Right(Digits.Predict(Digits.Float)), Is.EqualTo(495));

    [Test]
    public void Int8_model_answers() => Assert.That(Digits.Right(Digits.Predict(Digits.Int8)), Is.EqualTo(495));

    [Test]
    public void Int8_and_float_model_agree() =>
        Assert.That(Digits.Changed(Digits.Predict(Digits.Int8), Digits.Predict(Digits.Float)), Is.Zero);

    [TestCase("int16:saturate", 494, 1)]
    [TestCase("int16:layer-shift", 495, 0)]
    [TestCase("int16:channel-shift", 495, 0)]
    [TestCase("int16:layer-scale", 495, 0)]
    [TestCase("int16:layer-real-shift", 495, 0)]
    [TestCase("int8:saturate", 50, 451)]
    [TestCase("int8:layer-shift", 495, 0)]
    [TestCase("int8:channel-shift", 494, 1)]
    [TestCase("int8:layer-scale", 495, 2)]
    [TestCase("int8:layer-real-shift", 495, 2)]
    public void Narrow_biases(string bias, int right, int changed)
    {
        var narrow = ModelReader.Read(BiasNarrower.Apply(Digits.Int8, BiasSpec.Parse(bias)), bias);
        var predictions = Digits.Predict(narrow);
        Assert.That((Digits.Right(predictions), Digits.Changed(predictions, Digits.Predict(Digits.Int8))), Is.EqualTo((right, changed)));
    }

    [Test]
    public void Quantizing_again_gives_the_same_bytes()
    {
        var samples = Digits.Reals().AsMemory(0, 20 * PreparedModel.Prepare(Digits.Int8).InputBytes);
        var first = PostTrainingQuantizer.Quantize(Digits.Float, samples);
        Assert.That(PostTrainingQuantizer.Quantize(Digits.Float, samples).File, Is.EqualTo(first.File));
        Assert.That(first.Raised, Is.Empty);
    }

    [Test]
    public void Default_options_give_the_bytes_they_always_gave()
    {
        // The bundled model was quantized by the defaults: what they do may not change under it.
        var samples = Digits.Reals().AsMemory(0, 20 * PreparedModel.Prepare(Digits.Int8).InputBytes);
        var file = PostTrainingQuantizer.Quantize(Digits.Float, samples).File;
        Assert.That(Convert.ToHexStringLower(SHA256.HashData(file)), Is.EqualTo("5aaefb84c65eac8ef27729d93c8aa9c680301c0a632fd0d17552513a666a2b7b"));
    }

    [Test]
    public void Twenty_samples_calibrate_nearly_as_well_as_the_training_set()
    {
        var samples = Digits.Reals().AsMemory(0, 20 * PreparedModel.Prepare(Digits.Int8).InputBytes);
        var graph = ModelReader.Read(PostTrainingQuantizer.Quantize(Digits.Float, samples).File, "digits");
        Assert.That(Digits.Right(Digits.Predict(graph)), Is.EqualTo(494));
    }

    private static readonly BuiltinOperator[] MainOperators =
    [
        BuiltinOperator.Add, BuiltinOperator.AveragePool2D, BuiltinOperator.Conv2D, BuiltinOperator.DepthwiseConv2D,
        BuiltinOperator.FullyConnected, BuiltinOperator.Reshape, BuiltinOperator.Softmax,
    ];
}
