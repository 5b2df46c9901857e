using HilRig.TestKit;

namespace HilRig.Cli.Tests;

/// <summary><c>hilrig vectors</c> as a user and a script run it.</summary>
public sealed class VectorsVerbTests
{
    private static readonly string Kernels = Checkout.PathOf("fixtures", "kernels");
    private static readonly string Softmax = Path.Combine(Kernels, "arm_softmax_s8.jsonl.gz");

    [Test]
    public async Task All_committed_vectors_pass_with_a_line_for_each_function()
    {
        var outcome = await CommandLine.RunAsync("vectors", Kernels);
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Errors);
        Assert.That(outcome.Output, Does.Contain("arm_convolve_wrapper_s8").And.Contain("arm_lstm_unidirectional_s16").And.Contain("arm_fully_connected_q7_opt"));
        Assert.That(outcome.Output.TrimEnd(), Does.Match(@"\n[1-9]\d+ passed, 0 failed, 0 unsupported$"));
    }

    [Test]
    public async Task A_wrong_answer_is_shown_in_full_and_fails()
    {
        using var folder = new WorkFolder();
        var line = """{ "id": "made/arm_relu_q7/0", "op": "arm_relu_q7", "params": { "size": 2 }, "in": { "data": { "t": "i8", "s": [2], "d": "/wU=" } }, "out": { "data": { "t": "i8", "s": [2], "d": "AAY=" } } }""";
        var outcome = await CommandLine.RunAsync("vectors", folder.Write("a.jsonl", System.Text.Encoding.UTF8.GetBytes(line)));
        Assert.That(outcome.ExitCode, Is.EqualTo(1));
        Assert.That(outcome.Errors, Does.Contain("failed: made/arm_relu_q7/0: data[1] of 2 is 5, the library gives 6"));
        Assert.That(outcome.Output.TrimEnd(), Does.EndWith("0 passed, 1 failed, 0 unsupported"));
    }

    [Test]
    public async Task An_unknown_function_is_listed_and_does_not_fail()
    {
        using var folder = new WorkFolder();
        var line = """{ "id": "made/arm_new_s8/0", "op": "arm_new_s8", "params": { }, "in": { }, "out": { } }""";
        var outcome = await CommandLine.RunAsync("vectors", folder.Write("a.jsonl", System.Text.Encoding.UTF8.GetBytes(line)));
        Assert.That(outcome.ExitCode, Is.Zero);
        Assert.That(outcome.Errors, Does.Contain("unsupported: 1 case of arm_new_s8: no kernel arm_new_s8 here"));
        Assert.That(outcome.Output.TrimEnd(), Does.EndWith("0 passed, 0 failed, 1 unsupported"));
    }

    [TestCase("--path", "m33", "path 'm33' is unknown; legal are c, dsp and mve")]
    [TestCase("--width", "64", "width '64' is unknown; legal are scalar")]
    [TestCase("--rounding", "triple", "rounding 'triple' is unknown")]
    public async Task A_wrong_option_is_told_with_the_legal_ones(string option, string value, string message)
    {
        var outcome = await CommandLine.RunAsync("vectors", Softmax, option, value);
        Assert.That((outcome.ExitCode, outcome.Output), Is.EqualTo((2, "")));
        Assert.That(outcome.Errors, Does.Contain(message));
    }

    [Test]
    public async Task A_path_without_vectors_is_told()
    {
        using var folder = new WorkFolder();
        var outcome = await CommandLine.RunAsync("vectors", folder["."]);
        Assert.That(outcome.ExitCode, Is.EqualTo(2));
        Assert.That(outcome.Errors, Does.Contain("holds neither golden vectors"));
    }
}
