using HilRig.Harness.Images;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Images;

/// <summary>The list of what boards run is what the image encoder takes: neither grows without the other.</summary>
public sealed class BoardOperatorsTests
{
    [Test]
    public void The_list_is_what_images_are_built_of()
    {
        string[] models =
        [
            .. Directory.EnumerateFiles(Checkout.PathOf("fixtures", "operators"), "*.tflite", SearchOption.AllDirectories),
            .. Directory.EnumerateFiles(Checkout.PathOf("fixtures", "models"), "*.tflite"),
        ];
        var encoded = models.Select(file => PreparedModel.Prepare(ModelReader.ReadFile(file)))
            .Where(model => Footprint.Of(model).WhyNoImage is null)
            .SelectMany(model => model.Operators.Select(o => o.Node.Code)).Distinct();
        Assert.That(encoded, Is.EquivalentTo(BoardOperators.All.Keys));
    }
}
