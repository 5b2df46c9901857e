using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization.PostTraining;
using Small = HilRig.Simulator.Tests.Quantization.SmallFloatModel;

namespace HilRig.Simulator.Tests.Quantization;

/// <summary>What the quantizer does not take.</summary>
public sealed class QuantizerRefusalTests
{
    [Test]
    public void Unknown_operator_is_refused_by_name()
    {
        var graph = Small.Graph(s => s with
        {
            Operators = s.Operators.SetItem(2, s.Operators[2] with { Code = BuiltinOperator.SquaredDifference, Options = null }),
        });
        Refused(graph, Small.Samples, "SQUARED_DIFFERENCE", "CONV_2D");
    }

    [Test]
    public void Quantized_model_is_refused()
    {
        var int8 = PostTrainingQuantizer.Quantize(Small.Graph(), Small.Samples);
        Refused(ModelReader.Read(int8.File, "int8"), Small.Samples, "INT8", "float model");
    }

    [Test]
    public void Shared_bias_is_refused()
    {
        var graph = Small.Graph(s => s with { Operators = s.Operators.SetItem(1, Rewire(s.Operators[1], 2, Small.ConvBias)) });
        Refused(graph, Small.Samples, "conv/bias");
    }

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void Weights_that_are_not_finite_are_refused(float value) =>
        Assert.That(
            () => PostTrainingQuantizer.Quantize(Small.With(Small.ConvWeights, 1, value, 1), Small.Samples),
            Throws.InstanceOf<ModelException>());

    [Test]
    public void Samples_that_are_not_finite_are_refused() => Refused(Small.Graph(), [1, 1, float.NaN, 1], "image", "finite");

    [TestCase(0)]
    [TestCase(3)]
    public void Samples_must_be_whole(int values) =>
        Assert.That(
            () => PostTrainingQuantizer.Quantize(Small.Graph(), new float[values]),
            Throws.ArgumentException.With.Message.Contains("whole samples of 4"));

    [Test]
    public void Ranges_of_another_model_are_refused() =>
        Assert.That(
            () => PostTrainingQuantizer.Quantize(Small.Graph(), new CalibrationRanges([new RealRange(0, 1)], 1)),
            Throws.ArgumentException.With.Message.Contains("15"));

    private static void Refused(ModelGraph graph, float[] samples, params string[] words)
    {
        var error = Assert.Throws<UnsupportedModelException>(() => PostTrainingQuantizer.Quantize(graph, samples));
        foreach (var word in words)
            Assert.That(error.Message, Does.Contain(word));
    }

    private static OperatorSpec Rewire(OperatorSpec node, int input, int tensor) =>
        node with { Inputs = node.Inputs.SetItem(input, tensor) };
}
