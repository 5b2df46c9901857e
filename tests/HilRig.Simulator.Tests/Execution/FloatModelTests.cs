using System.Runtime.InteropServices;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;
using HilRig.TestKit;

namespace HilRig.Simulator.Tests.Execution;

/// <summary>The float reference against float64: within 1e-5 of the largest value of each tensor.</summary>
[Category(Shared.Category)]
public sealed class FloatModelTests
{
    private const double Relative = 1e-5;

    [TestCase("ic_resnet8_float32", 3)]
    [TestCase("vww_96_float32", 2)]
    [TestCase("ad01_float32", 10)]
    [TestCase("hello_world_float", 50)]
    public void Every_tensor_of_a_float_model(string name, int samples)
    {
        var model = PreparedModel.Prepare(ModelReader.ReadFile(Shared.Need("models", name + ".tflite")));
        var inputs = File.ReadAllBytes(Shared.Need("reference", "random", name + ".in.bin"));
        for (var sample = 0; sample < samples; sample++)
        {
            var input = inputs.AsSpan(sample * model.InputBytes, model.InputBytes);
            var (actual, expected) = (new TensorRecorder(model), new Float64Model(model));
            actual.Run(input);
            expected.Run(input);
            foreach (var tensor in model.Operators.Select(o => o.Node.Outputs[0]))
                RequireClose(MemoryMarshal.Cast<byte, float>(actual[tensor]), expected[tensor], model.Graph.Tensor(tensor).ToString());
        }
    }

    [Test]
    public void Float_twin_of_the_keyword_model()
    {
        var quantized = ModelReader.ReadFile(Shared.Need("models", "kws_int8.tflite"));
        var codes = File.ReadAllBytes(Shared.Need("data", "kws01", "inputs.int8.bin"));
        var input = quantized.Tensor(quantized.Inputs[0]).Quantization!;
        var real = codes.Select(c => (float)((unchecked((sbyte)c) - input.ZeroPoint()) * (double)input.Scale())).ToArray();
        var outputs = BatchRunner.Run(PreparedModel.Prepare(FloatTwin.Of(quantized)), MemoryMarshal.AsBytes(real.AsSpan()).ToArray(), 1000);
        var expected = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Shared.Need("reference", "kws01", "float_twin.f32.bin")));
        RequireClose(MemoryMarshal.Cast<byte, float>(outputs), [.. expected.ToArray().Select(v => (double)v)], "float twin");
    }

    private static void RequireClose(ReadOnlySpan<float> actual, double[] expected, string what)
    {
        var limit = Relative * expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(actual[i] - expected[i]) <= limit))
                Assert.Fail($"{what} element {i}: {actual[i]}, float64 gives {expected[i]}, allowed is {limit}");
        }
    }
}
