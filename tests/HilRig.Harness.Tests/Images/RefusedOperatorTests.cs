using HilRig.Harness.Images;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Images;

/// <summary>An operator that the simulator has and the firmware has not is refused by its name before anything goes to a board.</summary>
[Category(Shared.Category)]
public sealed class RefusedOperatorTests
{
    private static readonly string[] SimulatorOnly =
    [
        "abs", "arg_max", "batch_to_space_nd", "broadcast_to", "cast", "cumsum", "depth_to_space", "dynamic_update_slice", "equal",
        "expand_dims", "fill", "floor_div", "gather", "gather_nd", "logical_not", "mirror_pad", "pack", "resize_bilinear",
        "resize_nearest_neighbor", "reverse_v2", "select_v2", "shape", "slice", "space_to_batch_nd", "split", "squeeze", "strided_slice",
        "unpack", "zeros_like",
    ];

    [TestCaseSource(nameof(SimulatorOnly))]
    public void Refused_by_name(string name)
    {
        var model = PreparedModel.Prepare(ModelReader.ReadFile(Shared.Need("reference", "ops", name, $"{name}_00.tflite")));
        Assert.That(
            () => ModelImage.Build(model),
            Throws.InstanceOf<UnsupportedModelException>().With.Message.Contains(name.ToUpperInvariant()).And.Message.Contains("cannot run on a board"));
    }
}
