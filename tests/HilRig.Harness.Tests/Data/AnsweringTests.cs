using HilRig.Harness.Data;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Data;

/// <summary>Classifiers answer, autoencoders do not.</summary>
public sealed class AnsweringTests
{
    [Test]
    public void A_classifier_answers() => Assert.That(Answering.HasClasses(Model(Checkout.PathOf("fixtures", "models", "digits_int8.tflite")), null));

    [TestCase("ad01_int8", false)]
    [TestCase("hello_world_int8", false)]
    [TestCase("kws_int8", true)]
    [TestCase("vww_96_int8", true)]
    [Category(Shared.Category)]
    public void Real_models(string name, bool answers)
    {
        var model = Model(Shared.Need("models", name + ".tflite"));
        Assert.That(Answering.HasClasses(model, null), Is.EqualTo(answers));
        Assert.That(Answering.HasClasses(model, [1]), "with labels every output is an answer");
    }

    private static PreparedModel Model(string path) => PreparedModel.Prepare(ModelReader.ReadFile(path));
}
