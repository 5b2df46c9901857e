using HilRig.Simulator.Models;

namespace HilRig.Simulator.Tests.Models;

/// <summary>Models that converters wrote.</summary>
[Category("Shared")]
public sealed class RealModelTests
{
    [TestCase("models", 14)]
    [TestCase("reference", 807)]
    public void Every_model_is_read(string folder, int atLeast)
    {
        IReadOnlyList<string> models = SharedFolder.Models(folder);
        Assert.That(models, Has.Count.AtLeast(atLeast));
        foreach (string path in models)
            Assert.That(() => ModelReader.ReadFile(path), Throws.Nothing, path);
    }

    [Test]
    public void The_keyword_model_has_its_published_shape()
    {
        ModelGraph graph = Model("kws_int8");
        Assert.That(graph.Name, Is.EqualTo("kws_int8"));
        Assert.That(graph.Operators.Select(node => node.Name).Distinct(), Is.EquivalentTo(
            ["CONV_2D", "DEPTHWISE_CONV_2D", "AVERAGE_POOL_2D", "RESHAPE", "FULLY_CONNECTED", "SOFTMAX"]));
        Assert.That(graph.Tensor(graph.Inputs[0]).Shape, Is.EqualTo([1, 49, 10, 1]));
        Assert.That(graph.Tensor(graph.Outputs[0]).Shape, Is.EqualTo([1, 12]));
        Assert.That(graph.Tensor(graph.Outputs[0]).Quantization!.Scale(), Is.EqualTo(1f / 256));
        Assert.That(graph.Tensor(graph.Outputs[0]).Quantization!.ZeroPoint(), Is.EqualTo(-128));
    }

    [Test]
    public void The_keyword_models_first_filter_is_quantized_per_channel()
    {
        ModelGraph graph = Model("kws_int8");
        OperatorNode first = graph.Operators.First(node => node.Code == BuiltinOperator.Conv2D);
        TensorInfo filter = graph.Tensor(first.Inputs[1]);
        Assert.That((filter.Quantization!.IsPerChannel, filter.Quantization.Scales.Length), Is.EqualTo((true, filter.Shape[0])));
        Assert.That(graph.Tensor(first.Inputs[2]).Type, Is.EqualTo(ElementType.Int32));
        Assert.That((first.Options.UnionType, first.Options.Int32(1), first.Options.Int32(2)), Is.EqualTo(((byte)1, 2, 2)), "strides");
    }

    [Test]
    public void The_lstm_model_has_absent_inputs_and_variables()
    {
        ModelGraph graph = Model("trained_lstm_int8");
        OperatorNode lstm = graph.Operators.Single(node => node.Code == BuiltinOperator.UnidirectionalSequenceLstm);
        Assert.That(lstm.Inputs, Has.Length.EqualTo(24).And.Contains(-1));
        Assert.That(graph.Tensor(lstm.Inputs[18]).IsVariable, Is.True);
    }

    [Test]
    public void Old_converters_axis_of_a_bias_is_read_as_zero()
    {
        ModelGraph graph = Model("person_detect");
        TensorInfo bias = graph.Tensors.First(tensor => tensor.Name.EndsWith("Conv2d_0/Conv2D_bias", StringComparison.Ordinal));
        Assert.That((bias.Quantization!.Axis, bias.Quantization.Scales.Length), Is.EqualTo((0, 8)));
    }

    [Test]
    public void Float_models_have_no_quantization() =>
        Assert.That(Model("ad01_float32").Tensors.Select(tensor => tensor.Quantization), Has.All.Null);

    internal static ModelGraph Model(string name) => ModelReader.ReadFile(SharedFolder.Path("models", name + ".tflite"));
}
