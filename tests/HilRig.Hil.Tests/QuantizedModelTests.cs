using System.Runtime.InteropServices;
using HilRig.Harness.Data;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;
using HilRig.TestKit;

namespace HilRig.Hil.Tests;

/// <summary>Real float models, quantized here with int32 and with int8 biases, on an emulated board.</summary>
[Category("Emulated")]
[Category(Shared.Category)]
public sealed class QuantizedModelTests
{
    private const int Samples = 3;

    // Inputs lie beside the models in the quantization of the published int8 ones.
    [Test]
    public Task Board_equals_simulator(
        [Values("ic_resnet8 data/cifar10_jpeg/inputs.int8.bin", "vww_96 reference/random/vww_96_int8.in.bin", "ad01 data/ad01/windows.int8.bin")] string model,
        [Values("int32", "int8:channel-shift")] string bias)
    {
        var (name, inputs) = (model.Split(' ')[0], model.Split(' ')[1]);
        var published = ModelReader.ReadFile(Shared.Need("models", name + "_int8.tflite"));
        var samples = SampleSet.Read(Shared.Need(inputs.Split('/')), PreparedModel.Prepare(published)).Take(Samples).Dequantized(published);
        return QuantizedRun.CheckAsync(
            "qemu:mps2-an386", ModelReader.ReadFile(Shared.Need("models", name + "_float32.tflite")),
            MemoryMarshal.Cast<byte, float>(samples.Bytes.Span).ToArray(), new() { Bias = BiasSpec.Parse(bias) });
    }
}
