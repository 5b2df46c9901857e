using System.Text.Json;

namespace HilRig.Cli.Tests;

/// <summary>The bias lab as a user meets it: one command from a model and samples to a report.</summary>
public sealed class BiasLabTests
{
    [Test]
    public async Task A_sweep_leaves_its_report_and_report_makes_it_again()
    {
        using var folder = new WorkFolder();
        var outcome = await CommandLine.RunAsync("bias", "sweep", "-m", CommandLine.Model, "-i", CommandLine.Inputs, "-l", CommandLine.LabelFile, "--out", folder["out"]);
        var run = Directory.GetDirectories(folder["out"]).Single();
        var page = File.ReadAllText(Path.Combine(run, "report.html"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.ExitCode, Is.Zero);
            Assert.That(outcome.Output, Does.Contain("int8:channel-shift *"));
            Assert.That(outcome.Errors, Does.Contain("Take int8:channel-shift").And.Contain("Step by step").And.Contain($"Report: {Path.Combine(run, "report.html")}"));
            Assert.That(
                Directory.GetFiles(run).Select(Path.GetFileName),
                Is.SupersetOf(new[] { "result.json", "report.md", "schemes.csv", "channels.csv", "model-explorer-int8-saturate.json" }));
        }
        File.Delete(Path.Combine(run, "report.html"));
        var again = await CommandLine.RunAsync("report", run);
        Assert.That(again.ExitCode, Is.Zero);
        Assert.That(File.ReadAllText(Path.Combine(run, "report.html")), Is.EqualTo(page));
    }

    [Test]
    public async Task A_board_that_is_not_there_leaves_what_the_simulator_found()
    {
        using var folder = new WorkFolder();
        var outcome = await CommandLine.RunAsync("bias", "sweep", "-m", CommandLine.Model, "-i", CommandLine.Inputs, "-n", "20", "-t", "serial:/dev/nowhere", "--out", folder["out"]);
        var page = Path.Combine(Directory.GetDirectories(folder["out"]).Single(), "report.html");
        Assert.That((outcome.ExitCode, File.Exists(page)), Is.EqualTo((4, true)), outcome.Errors);
        Assert.That(outcome.Errors, Does.Contain($"What the simulator found: {page}").And.Contain("/dev/nowhere"));
    }

    [Test]
    public async Task Few_samples_are_said_to_be_few()
    {
        using var folder = new WorkFolder();
        var outcome = await CommandLine.RunAsync("bias", "sweep", "-m", CommandLine.Model, "-i", CommandLine.Inputs, "-n", "20", "--out", folder["out"], "-q");
        Assert.That(outcome.Errors, Does.Contain("so few samples cannot tell less than 13.9 % from none"));
    }

    [Test]
    public async Task Any_width_can_be_swept()
    {
        using var folder = new WorkFolder();
        var outcome = await CommandLine.RunAsync(
            "bias", "sweep", "-m", CommandLine.Model, "-i", CommandLine.Inputs, "-n", "50", "--widths", "4..6,12", "--explain", "none", "--out", folder["out"], "--json");
        using var json = JsonDocument.Parse(outcome.Output);
        var bits = json.RootElement.GetProperty("schemes").EnumerateArray().Select(s => s.GetProperty("bits").GetInt32()).Distinct();
        Assert.That(bits, Is.EqualTo(new[] { 32, 12, 6, 5, 4 }));
        Assert.That(json.RootElement.GetProperty("explanations").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task Explain_takes_a_narrow_model_of_another_tool()
    {
        using var folder = new WorkFolder();
        await CommandLine.RunAsync("bias", "apply", "-m", CommandLine.Model, "--bias", "int8:saturate", "-o", folder["theirs.tflite"]);
        var outcome = await CommandLine.RunAsync(
            "bias", "explain", "-m", CommandLine.Model, "-i", CommandLine.Inputs, "-l", CommandLine.LabelFile, "--narrow", folder["theirs.tflite"], "--out", folder["out"]);
        Assert.That(outcome.ExitCode, Is.Zero);
        Assert.That(outcome.Output, Does.Contain("theirs: layers").And.Contain("theirs: answers that changed"));
        Assert.That(outcome.Errors, Does.Contain("biases clamp at ±127"));
    }

    [TestCase("--widths", "3..8", "legal")]
    [TestCase("--widths", "8,17", "4..16")]
    [TestCase("--widths", "wide", "write 8,16 or 4..16")]
    [TestCase("--explain", "some", "lossy, all and none")]
    [TestCase("--board-samples", "0", "legal are 1 and more")]
    public async Task What_is_no_width_is_told(string option, string value, string message)
    {
        var outcome = await CommandLine.RunAsync("bias", "sweep", "-m", CommandLine.Model, "-i", CommandLine.Inputs, option, value);
        Assert.That((outcome.ExitCode, outcome.Errors), Is.EqualTo((2, outcome.Errors)));
        Assert.That(outcome.Errors, Does.Contain(message));
    }

    [Test]
    public async Task Int32_and_other_models_cannot_be_explained()
    {
        var int32 = await CommandLine.RunAsync("bias", "explain", "-m", CommandLine.Model, "-i", CommandLine.Inputs, "--bias", "int32");
        Assert.That((int32.ExitCode, int32.Errors), Is.EqualTo((2, int32.Errors)));
        Assert.That(int32.Errors, Does.Contain("lose nothing"));
        var other = await CommandLine.RunAsync("bias", "explain", "-m", CommandLine.Model, "-i", CommandLine.Inputs, "--narrow", HilRig.TestKit.Checkout.PathOf("fixtures", "models", "tiny_int8.tflite"));
        Assert.That(other.ExitCode, Is.EqualTo(2));
        Assert.That(other.Errors, Does.Contain("two versions of one model"));
    }

    [Test]
    public async Task A_float_model_has_no_biases_to_narrow()
    {
        using var folder = new WorkFolder();
        File.WriteAllBytes(folder["zeros.bin"], new byte[28 * 28 * 4]);
        var outcome = await CommandLine.RunAsync(
            "bias", "sweep", "-m", HilRig.TestKit.Checkout.PathOf("fixtures", "models", "digits_float32.tflite"), "-i", folder["zeros.bin"], "--out", folder["out"]);
        Assert.That(outcome.ExitCode, Is.EqualTo(2));
        Assert.That(outcome.Errors, Does.Contain("hilrig quantize"));
    }

    [Test]
    public async Task A_validations_report_can_be_made_again()
    {
        using var folder = new WorkFolder();
        await CommandLine.RunAsync("validate", "-m", CommandLine.Model, "-i", CommandLine.Inputs, "-n", "5", "--bias", "int8", "--out", folder["out"]);
        var run = Directory.GetDirectories(folder["out"]).Single();
        var text = await File.ReadAllTextAsync(Path.Combine(run, "report.md"));
        File.Delete(Path.Combine(run, "report.md"));
        var outcome = await CommandLine.RunAsync("report", run);
        Assert.That((outcome.ExitCode, outcome.Errors.Trim()), Is.EqualTo((0, $"Report: {Path.Combine(run, "report.md")}")));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(run, "report.md")), Is.EqualTo(text).And.Contain("Step by step"));
    }

    [Test]
    public async Task There_is_no_report_of_no_run()
    {
        using var folder = new WorkFolder();
        var outcome = await CommandLine.RunAsync("report", folder["nothing"]);
        Assert.That(outcome.ExitCode, Is.EqualTo(2));
        Assert.That(outcome.Errors, Does.Contain("holds a result.json"));
    }
}
