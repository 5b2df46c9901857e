using System.Text.Json.Nodes;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;

namespace HilRig.Vectors.Tests;

/// <summary>Every field of a golden vector is compared: what is wrong in one of them must be found and named.</summary>
public sealed class KernelRunnerTests
{
    [Test]
    public void A_right_answer_passes() => Assert.That(Run(VectorLines.MaxPool()), Is.EqualTo((CaseOutcome.Passed, "")));

    [Test]
    public void A_wrong_element_is_named_with_both_values()
    {
        var vector = VectorLines.MaxPool();
        vector["out"]!["output"]!["d"] = "AgU=";
        Assert.That(Run(vector), Is.EqualTo((CaseOutcome.Failed, "output[1] of 2 is 4, the library gives 5")));
    }

    [Test]
    public void A_missing_tensor_is_named()
    {
        var vector = VectorLines.MaxPool();
        vector["out"]!["state"] = vector["out"]!["output"]!.DeepClone();
        Assert.That(Run(vector), Is.EqualTo((CaseOutcome.Failed, "state was not computed")));
    }

    [Test]
    public void An_error_that_does_not_come_is_named()
    {
        var vector = VectorLines.MaxPool();
        vector["status"] = -1;
        Assert.That(Run(vector), Is.EqualTo((CaseOutcome.Failed, "status 0 (no error), the library gives -1")));
    }

    [Test]
    public void An_error_that_should_not_come_is_named()
    {
        var vector = VectorLines.MaxPool();
        vector["dims"]!["input"] = new JsonArray(0, 1, 4, 1);
        vector["in"]!["input"]!["d"] = "";
        var (outcome, message) = Run(vector);
        Assert.That(outcome, Is.EqualTo(CaseOutcome.Failed));
        Assert.That(message, Does.StartWith("status -1 (arm_max_pool_s8: a batch of 0"));
    }

    [Test]
    public void A_wrong_scratch_size_is_named()
    {
        var vector = VectorLines.MaxPool();
        vector["op"] = "arm_avgpool_s8";
        vector["out"]!["output"]!["d"] = "AgQ=";
        vector["scratch"] = new JsonObject { ["dsp"] = 4 };
        Assert.That(Run(vector), Is.EqualTo((CaseOutcome.Passed, "")), "means of 1.5 and 3.5 round away from zero");
        vector["scratch"] = new JsonObject { ["dsp"] = 5 };
        Assert.That(Run(vector), Is.EqualTo((CaseOutcome.Failed, "scratch size 'dsp' is 4, the library gives 5")));
    }

    [Test]
    public void A_wrong_word_on_wraps_is_named()
    {
        var vector = VectorLines.MaxPool();
        vector["wrap"] = true;
        Assert.That(Run(vector), Is.EqualTo((CaseOutcome.Failed, "0 wraps were counted, the library wrapped")));
    }

    [Test]
    public void A_wrapper_that_chooses_another_kernel_is_named()
    {
        var vector = VectorLines.MaxPool();
        vector["kernel"] = "arm_other";
        Assert.That(Run(vector), Is.EqualTo((CaseOutcome.Failed, "the wrapper chose nothing, the library arm_other")));
    }

    [Test]
    public void An_unknown_function_is_unsupported_not_skipped()
    {
        var vector = VectorLines.MaxPool();
        vector["op"] = "arm_frobnicate_s8";
        Assert.That(Run(vector), Is.EqualTo((CaseOutcome.Unsupported, "no kernel arm_frobnicate_s8 here")));
    }

    [TestCase("""{ "dims": { "input": [1,1,4], "filter": [1,1,2,1], "output": [1,1,2,1] } }""", "dims input are not four numbers")]
    [TestCase("""{ "dims": { "input": [1,1,5,1], "filter": [1,1,2,1], "output": [1,1,2,1] } }""", "input input has 4 elements, its dims give 5")]
    [TestCase("""{ "params": { } }""", "params has no stride")]
    [TestCase("""{ "in": { "input": { "t": "i8", "s": [4], "d": "!" } } }""", "")]
    public void A_vector_that_describes_no_call_fails_with_what_it_lacks(string change, string message)
    {
        var vector = VectorLines.MaxPool();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
            vector[name] = value!.DeepClone();
        var result = Run(vector);
        Assert.That(result.Outcome, Is.EqualTo(CaseOutcome.Failed));
        Assert.That(result.Message, Does.StartWith("the vector does not describe a call of this kernel").And.Contain(message));
    }

    // -2 / 4 = -0.5: away from zero with two roundings (-1 >> 1 rounds to -1), toward plus infinity with one.
    [Test]
    public void Each_rounding_is_held_to_its_own_answer()
    {
        var vector = VectorLines.Multiply(output: "/w==", single: "AA==");
        Assert.That(Run(vector), Is.EqualTo((CaseOutcome.Passed, "")));
        Assert.That(Run(vector, new(Rounding.Single)), Is.EqualTo((CaseOutcome.Passed, "")));
        var swapped = VectorLines.Multiply(output: "AA==", single: "/w==");
        Assert.That(Run(swapped).Outcome, Is.EqualTo(CaseOutcome.Failed));
        Assert.That(Run(swapped, new(Rounding.Single)).Outcome, Is.EqualTo(CaseOutcome.Failed));
    }

    [Test]
    public void An_upstream_case_has_no_answer_with_one_rounding()
    {
        var vector = VectorLines.Multiply(output: "/w==");
        vector["kind"] = "upstream";
        Assert.That(Run(vector, new(Rounding.Single)), Is.EqualTo((CaseOutcome.Unsupported, "no answer is recorded for this rounding on this path")));
    }

    [Test]
    public void A_divergent_core_is_held_to_its_own_answer()
    {
        var vector = VectorLines.MaxPool();
        vector["diverges"] = JsonNode.Parse("""[ { "core": "m55", "status": 0 } ]""");
        vector["out_mve"] = JsonNode.Parse("""{ "output": { "t": "i8", "s": [1,1,2,1], "d": "AgU=" } }""");
        Assert.That(Run(vector, new(Path: KernelPath.Dsp)).Outcome, Is.EqualTo(CaseOutcome.Passed), "the DSP build agrees with plain C");
        Assert.That(Run(vector, new(Path: KernelPath.Mve)).Outcome, Is.EqualTo(CaseOutcome.Failed), "the MVE build gives something else");
    }

    [Test]
    public void What_the_library_leaves_undefined_must_be_refused()
    {
        var vector = VectorLines.MaxPool();
        vector["diverges"] = JsonNode.Parse("""[ { "core": "m4", "status": 0 } ]""");
        vector["undefined"] = new JsonArray("m4");
        Assert.That(Run(vector, new(Path: KernelPath.Dsp)), Is.EqualTo(
            (CaseOutcome.Failed, "status 0 (no error), but the library's answer is undefined and must be refused")));
        vector["params"]!["padding"]!["w"] = 2;
        var (outcome, message) = Run(vector, new(Path: KernelPath.Dsp));
        Assert.That(outcome, Is.EqualTo(CaseOutcome.Refused));
        Assert.That(message, Does.Contain("lies outside the input"));
    }

    private static (CaseOutcome Outcome, string Message) Run(JsonObject vector, VectorSettings? settings = null)
    {
        var result = KernelRunner.Run(vector.Case(), settings ?? new());
        return (result.Outcome, result.Message);
    }
}
