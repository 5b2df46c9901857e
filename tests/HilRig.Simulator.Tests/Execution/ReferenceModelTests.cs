using HilRig.Kernels.FixedPoint;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.TestKit;

namespace HilRig.Simulator.Tests.Execution;

/// <summary>Whole models against TensorFlow Lite Micro: outputs on random inputs and every intermediate tensor.</summary>
[Category(Shared.Category)]
public sealed class ReferenceModelTests
{
    private static readonly string[] Models =
        ["ic_resnet8_int8", "vww_96_int8", "ad01_int8", "sww_int8", "person_detect", "hello_world_int8", "micro_speech_quantized",
        "keyword_scrambled_8bit", "trained_lstm_int8"];

    private static readonly string[] LayerModels = ["ad01_int8", "ic_resnet8_int8", "kws_int8", "person_detect", "sww_int8", "vww_96_int8"];

    [Test]
    public void Outputs_on_random_inputs([ValueSource(nameof(Models))] string name, [Values] Rounding rounding)
    {
        var model = Prepare(name, rounding);
        var inputs = File.ReadAllBytes(Shared.Need("reference", "random", name + ".in.bin"));
        var expected = File.ReadAllBytes(Shared.Need("reference", "random", $"{name}.{rounding.ToString().ToLowerInvariant()}.bin"));
        Assert.That(BatchRunner.Run(model, inputs, inputs.Length / model.InputBytes), Is.EqualTo(expected));
    }

    [Test]
    public void Every_intermediate_tensor([ValueSource(nameof(LayerModels))] string name)
    {
        var model = Prepare(name, Rounding.Double);
        var inputs = File.ReadAllBytes(Shared.Need("reference", "layers", name, $"t{model.Graph.Inputs[0]}.bin"));
        var recorder = new TensorRecorder(model);
        for (var sample = 0; sample < inputs.Length / model.InputBytes; sample++)
            recorder.Run(inputs.AsSpan(sample * model.InputBytes, model.InputBytes));
        var compared = 0;
        foreach (var file in Directory.EnumerateFiles(Shared.Need("reference", "layers", name), "t*.bin"))
        {
            var tensor = int.Parse(Path.GetFileNameWithoutExtension(file)[1..]);
            if (!recorder.Has(tensor))
                continue;
            Assert.That(recorder[tensor], Is.EqualTo(File.ReadAllBytes(file)), $"{name} {model.Graph.Tensor(tensor)}");
            compared++;
        }
        Assert.That(compared, Is.GreaterThanOrEqualTo(model.Operators.Length - 1), "operators compared");
    }

    [Test]
    public void Resnet_on_real_images([Values] Rounding rounding)
    {
        var inputs = File.ReadAllBytes(Shared.Need("data", "cifar10_jpeg", "inputs.int8.bin"));
        var file = $"ic_resnet8.{rounding.ToString().ToLowerInvariant()}.bin";
        var expected = File.ReadAllBytes(Shared.Need("reference", "cifar10_jpeg", file));
        Assert.That(BatchRunner.Run(Prepare("ic_resnet8_int8", rounding), inputs, 1000), Is.EqualTo(expected));
    }

    private static PreparedModel Prepare(string name, Rounding rounding) =>
        PreparedModel.Prepare(ModelReader.ReadFile(Shared.Need("models", name + ".tflite")), rounding);
}
