using System.Text;

namespace HilRig.Cli.Tests;

/// <summary>Whatever a user gets wrong: one clear line and exit code 2.</summary>
public sealed class BadInputTests
{
    [TestCase("frobnicate")]
    [TestCase("run", "--banana")]
    [TestCase("run")]
    public async Task A_wrong_command_line_is_told_and_leads_to_help(params string[] arguments)
    {
        var outcome = await CommandLine.RunAsync(arguments);
        Assert.That(outcome.ExitCode, Is.EqualTo(2));
        Assert.That(outcome.Errors, Does.Contain("error:").And.Contain("--help tells more"));
    }

    [Test]
    public async Task No_verb_shows_the_help()
    {
        var outcome = await CommandLine.RunAsync();
        Assert.That(outcome.ExitCode, Is.EqualTo(2));
        Assert.That(outcome.Output, Does.Contain("validate").And.Contain("bias"));
    }

    [TestCase("", "is empty")]
    [TestCase("hello, this is no model at all", "is a text")]
    public async Task A_file_that_is_no_model_is_named(string content, string message)
    {
        using var folder = new WorkFolder();
        await RefusesModel(folder.Write("m.tflite", Encoding.ASCII.GetBytes(content)), message);
    }

    [Test]
    public async Task A_truncated_model_is_named()
    {
        using var folder = new WorkFolder();
        await RefusesModel(folder.Write("m.tflite", File.ReadAllBytes(CommandLine.Model)[..5000]), "truncated or damaged");
    }

    [Test]
    public Task A_missing_model_is_named() => RefusesModel("/nowhere/m.tflite", "no model file");

    [Test]
    public async Task An_input_of_the_wrong_size_is_told_with_both_sizes()
    {
        using var folder = new WorkFolder();
        var input = folder.Write("x.bin", new byte[1000]);
        await Refuses(["1000 bytes", "784"], "run", "-m", CommandLine.Model, "-i", input, "-o", folder["o.bin"]);
        Assert.That(File.Exists(folder["o.bin"]), Is.False);
    }

    [Test]
    public async Task Labels_of_the_wrong_length_are_told_with_both_numbers()
    {
        using var folder = new WorkFolder();
        var labels = folder.Write("l.u8", new byte[7]);
        await Refuses(["7 labels for 500"], "validate", "-m", CommandLine.Model, "-i", CommandLine.Inputs, "-l", labels, "--out", folder["out"]);
    }

    [TestCase("banana", "legal are sim, sim:c|dsp|mve|q7, float, host[@<variant>], qemu:<board>")]
    [TestCase("qemu:enigma", "no board 'enigma'")]
    public Task An_unknown_target_is_told_with_the_known_ones(string target, string message) =>
        Refuses([message], "run", "-m", CommandLine.Model, "-i", CommandLine.Inputs, "-o", "/dev/null", "-t", target);

    [TestCase("--bias", "int17", "legal are int32")]
    [TestCase("--bias", "int8:wild", "legal are saturate")]
    [TestCase("--rounding", "triple", "double and single")]
    public Task An_unknown_value_is_told_with_the_legal_ones(string option, string value, string message) =>
        Refuses([message], "run", "-m", CommandLine.Model, "-i", CommandLine.Inputs, "-o", "/dev/null", option, value);

    private static Task RefusesModel(string path, string message) => Refuses([path, message], "analyze", "-m", path);

    private static async Task Refuses(string[] messages, params string[] arguments)
    {
        var outcome = await CommandLine.RunAsync(arguments);
        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.Errors);
        foreach (var message in messages)
            Assert.That(outcome.Errors, Does.StartWith("error: ").And.Contain(message));
        Assert.That(outcome.Errors, Does.Not.Contain("   at "), "a stack trace");
    }
}
