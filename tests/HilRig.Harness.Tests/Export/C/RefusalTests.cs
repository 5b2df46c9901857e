using HilRig.Harness.Export.C;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Export.C;

/// <summary>What CMSIS-NN cannot compute is refused by name, with what to do.</summary>
public sealed class RefusalTests
{
    [TestCase("mul", "MUL", "exported are CONV_2D")]
    [TestCase("quantize", "QUANTIZE", "convert the model with int8 inputs and outputs")]
    [TestCase("dequantize", "DEQUANTIZE", "convert the model with int8 inputs and outputs")]
    [TestCase("unidirectional_sequence_lstm", "UNIDIRECTIONAL_SEQUENCE_LSTM", "run it in TensorFlow Lite Micro")]
    [TestCase("svdf", "SVDF", "convert with an int16 state")]
    [TestCase("exp", "EXP", "quantize the model to int8 first")]
    public void An_operator_is_refused_by_name(string folder, string name, string mend)
    {
        var refusals = Directory.EnumerateFiles(Checkout.PathOf("fixtures", "operators", folder), "*.tflite").Select(Refusal).OfType<string>().ToList();
        Assert.That(refusals, Has.Some.Match($"^operator \\d+ {name} version \\d+ cannot be exported as C, ").And.Some.Contains(mend));
    }

    [Test]
    public void A_float_model_is_refused_with_the_mend() => Assert.That(
        Refusal(Checkout.PathOf("fixtures", "models", "digits_float32.tflite")), Does.Contain("operator 0 CONV_2D").And.Contain("quantize the model to int8 first"));

    // The last layer's operators are left, its bias is now an output.
    [Test]
    public void An_output_that_is_a_constant_is_refused()
    {
        var graph = ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "tiny_int8.tflite"));
        var model = PreparedModel.Prepare(graph with { Outputs = [6, 5] });
        Assert.That(
            () => CExport.Of(model, new() { Name = "tiny" }),
            Throws.TypeOf<UnsupportedModelException>().With.Message.Contains("'out/bias'").And.Message.Contains("take it out of the model's outputs"));
    }

    private static string? Refusal(string path)
    {
        try
        {
            CExport.Of(PreparedModel.Prepare(ModelReader.ReadFile(path)), new() { Name = "model" });
            return null;
        }
        catch (UnsupportedModelException refusal)
        {
            return refusal.Message;
        }
    }
}
