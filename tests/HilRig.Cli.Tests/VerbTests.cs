using System.Text.Json;

namespace HilRig.Cli.Tests;

/// <summary>The verbs on the simulator, as a user runs them.</summary>
public sealed class VerbTests
{
    [Test]
    public async Task Run_writes_the_outputs_and_nothing_else()
    {
        using var folder = new WorkFolder();
        var outcome = await CommandLine.RunAsync("run", "-m", CommandLine.Model, "-i", CommandLine.Inputs, "-o", folder["o.bin"]);
        Assert.That((outcome.ExitCode, outcome.Output, outcome.Errors), Is.EqualTo((0, "", "")));
        Assert.That(new FileInfo(folder["o.bin"]).Length, Is.EqualTo(5000));
    }

    [Test]
    public async Task An_applied_bias_scheme_gives_what_running_with_it_gives()
    {
        using var folder = new WorkFolder();
        await Passes("bias", "apply", "-m", CommandLine.Model, "--bias", "int8:layer-shift", "-o", folder["n.tflite"]);
        await Passes("bias", "apply", "-m", folder["n.tflite"], "--export", "stock", "-o", folder["s.tflite"]);
        await Passes("run", "-m", CommandLine.Model, "--bias", "int8:layer-shift", "-i", CommandLine.Inputs, "-o", folder["a.bin"]);
        await Passes("run", "-m", folder["n.tflite"], "-i", CommandLine.Inputs, "-o", folder["b.bin"]);
        await Passes("run", "-m", folder["s.tflite"], "-i", CommandLine.Inputs, "-o", folder["c.bin"]);
        Assert.That(File.ReadAllBytes(folder["b.bin"]), Is.EqualTo(File.ReadAllBytes(folder["a.bin"])));
        Assert.That(File.ReadAllBytes(folder["c.bin"]), Is.EqualTo(File.ReadAllBytes(folder["a.bin"])));
    }

    [Test]
    public async Task Sweep_prints_json_for_machines()
    {
        using var folder = new WorkFolder();
        var outcome = await Passes("bias", "sweep", "-m", CommandLine.Model, "-i", CommandLine.Inputs, "-l", CommandLine.LabelFile, "--json", "--out", folder["out"]);
        using var json = JsonDocument.Parse(outcome.Output);
        var changed = json.RootElement.GetProperty("schemes").EnumerateArray().ToDictionary(r => r.GetProperty("bias").GetString()!, r => r.GetProperty("changed").GetInt32());
        Assert.That(changed, Has.Count.EqualTo(11));
        Assert.That((changed["int32"], changed["int8:saturate"], changed["int8:channel-shift"]), Is.EqualTo((0, 451, 1)));
    }

    [TestCase("accuracy >= 99%", 0, "PASS")]
    [TestCase("accuracy >= 99.5%", 1, "FAIL")]
    public async Task Validate_leaves_a_run_folder_and_the_verdict_in_its_exit_code(string gate, int code, string verdict)
    {
        using var folder = new WorkFolder();
        var outcome = await CommandLine.RunAsync(
            "validate", "-m", CommandLine.Model, "-i", CommandLine.Inputs, "-l", CommandLine.LabelFile, "--gate", gate, "--out", folder["out"], "--json");
        Assert.That(outcome.ExitCode, Is.EqualTo(code));
        Assert.That(outcome.Errors.TrimEnd(), Does.EndWith(verdict));
        var run = Directory.GetDirectories(folder["out"]).Single();
        Assert.That(Directory.GetFiles(run).Select(Path.GetFileName), Is.SupersetOf(new[] { "result.json", "report.md", "device.log" }));
        Assert.That(outcome.Output.Trim(), Is.EqualTo(File.ReadAllText(Path.Combine(run, "result.json")).Trim()));
    }

    [Test]
    public async Task Validate_takes_several_models_and_closes_with_who_is_equal_on_what()
    {
        using var folder = new WorkFolder();
        var outcome = await Passes(
            "validate", "-m", CommandLine.Model, "-i", CommandLine.Inputs, "-l", CommandLine.LabelFile, "-m", CommandLine.Model, "-i", CommandLine.Inputs, "-l", "-",
            "-t", "sim:dsp", "-n", "3", "--out", folder["out"]);
        Assert.That(outcome.Output, Does.Contain("Outputs equal to the simulator"));
        Assert.That(outcome.Output.Split('\n').Count(line => line.Contains("digits_int8 ", StringComparison.Ordinal) && line.Contains("3 of 3", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(Directory.GetDirectories(folder["out"]), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task Models_and_inputs_must_pair_up()
    {
        var outcome = await CommandLine.RunAsync("validate", "-m", CommandLine.Model, "-m", CommandLine.Model, "-i", CommandLine.Inputs);
        Assert.That(outcome.ExitCode, Is.EqualTo(2));
        Assert.That(outcome.Errors, Does.Contain("2 models and 1 inputs"));
    }

    [Test]
    public async Task Analyze_tells_operators_and_totals()
    {
        var outcome = await Passes("analyze", "-m", CommandLine.Model, "--json");
        using var json = JsonDocument.Parse(outcome.Output);
        Assert.That(json.RootElement.GetProperty("macs").GetInt64(), Is.EqualTo(333_288));
        Assert.That(json.RootElement.GetProperty("arenaBytes").GetInt32(), Is.EqualTo(7840));
        Assert.That(json.RootElement.GetProperty("operators").GetArrayLength(), Is.EqualTo(12));
    }

    private static async Task<Outcome> Passes(params string[] arguments)
    {
        var outcome = await CommandLine.RunAsync(arguments);
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Errors);
        return outcome;
    }
}
