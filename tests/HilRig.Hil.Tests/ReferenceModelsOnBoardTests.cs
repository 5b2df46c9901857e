using HilRig.Fixtures;
using HilRig.TestKit;

namespace HilRig.Hil.Tests;

/// <summary>Real models of many shapes on the board: a few samples of each, every layer equal to the simulator.</summary>
[TestFixtureSource(nameof(Cases))]
[Category("Emulated"), Category(Shared.Category)]
public sealed class ReferenceModelsOnBoardTests(string target, FixtureModel model) : ModelOnTargetFixture(target, model)
{
    private static readonly string[] Names =
        ["kws_int8", "ic_resnet8_int8", "vww_96_int8", "ad01_int8", "sww_int8", "person_detect", "hello_world_int8", "micro_speech_quantized"];

    private static IEnumerable<object[]> Cases => Shared.IsPresent ? Names.Select(name => new object[] { "qemu:mps2-an386", Model(name) }) : [];

    private static FixtureModel Model(string name) => new()
    {
        Name = name,
        Path = Shared.Need("models", name + ".tflite"),
        Inputs = name == "kws_int8" ? Shared.Need("data", "kws01", "inputs.int8.bin") : Shared.Need("reference", "random", name + ".in.bin"),
        Samples = 3,
    };
}
