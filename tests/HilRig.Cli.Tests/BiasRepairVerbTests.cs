using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace HilRig.Cli.Tests;

/// <summary><c>hilrig bias repair</c> as a user and a script run it.</summary>
public sealed class BiasRepairVerbTests
{
    [Test]
    public async Task A_repair_prints_json_writes_the_model_and_leaves_a_run_folder()
    {
        using var folder = new WorkFolder();
        var outcome = await RunAsync(folder, "-l", CommandLine.LabelFile, "--fit", "80", "--gate", "changed<=1%", "--gate", "bytes<=300", "-o", folder["narrow.tflite"], "--json");
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Errors);
        using var json = JsonDocument.Parse(outcome.Output);
        var chosen = json.RootElement.GetProperty("chosen");
        Assert.That(chosen.GetProperty("bytes").GetInt32(), Is.LessThanOrEqualTo(300));
        Assert.That(json.RootElement.GetProperty("front").GetArrayLength(), Is.GreaterThan(3));
        Assert.That(outcome.Errors, Does.Contain("Fitted on the first 80 of 500 samples, judged on the other 420").And.EndsWith("PASS\n"));
        var left = Directory.GetDirectories(folder["out"]).Single();
        Assert.That(Directory.GetFiles(left).Select(Path.GetFileName).Where(file => !file!.StartsWith('.')), Is.EquivalentTo(new[] { "result.json", "report.html", "report.md", "repaired.tflite" }));
        Assert.That(await File.ReadAllBytesAsync(folder["narrow.tflite"]), Is.EqualTo(await File.ReadAllBytesAsync(Path.Combine(left, "repaired.tflite"))));
    }

    [Test]
    public async Task Its_reports_can_be_made_again()
    {
        using var folder = new WorkFolder();
        await RunAsync(folder, "-l", CommandLine.LabelFile, "--fit", "80");
        var run = Directory.GetDirectories(folder["out"]).Single();
        var (page, text) = (await File.ReadAllTextAsync(Path.Combine(run, "report.html")), await File.ReadAllTextAsync(Path.Combine(run, "report.md")));
        File.Delete(Path.Combine(run, "report.html"));
        File.Delete(Path.Combine(run, "report.md"));
        Assert.That((await CommandLine.RunAsync("report", Path.Combine(run, "result.json"))).ExitCode, Is.Zero);
        Assert.That(await File.ReadAllTextAsync(Path.Combine(run, "report.html")), Is.EqualTo(page).And.Contain("<svg").And.Contain("chosen: "));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(run, "report.md")), Is.EqualTo(text));
    }

    [Test]
    public async Task Stock_biases_give_the_same_outputs_as_narrow_ones()
    {
        using var folder = new WorkFolder();
        foreach (var (name, more) in new[] { ("narrow", Array.Empty<string>()), ("stock", ["--export", "stock"]) })
        {
            var repair = await RunAsync(folder, ["--fit", "40", "-q", "-o", folder[$"{name}.tflite"], .. more]);
            var run = await CommandLine.RunAsync("run", "-m", folder[$"{name}.tflite"], "-i", CommandLine.Inputs, "-o", folder[$"{name}.bin"], "-q");
            Assert.That((repair.ExitCode, repair.Output, run.ExitCode), Is.EqualTo((0, "", 0)), repair.Errors + run.Errors);
        }
        Assert.That(await File.ReadAllBytesAsync(folder["stock.bin"]), Is.EqualTo(await File.ReadAllBytesAsync(folder["narrow.bin"])));
        Assert.That(new FileInfo(folder["stock.tflite"]).Length, Is.GreaterThan(new FileInfo(folder["narrow.tflite"]).Length));
    }

    [Test]
    public async Task A_gate_that_is_missed_ends_with_1_and_writes_no_model()
    {
        using var folder = new WorkFolder();
        var outcome = await RunAsync(folder, "--fit", "40", "--gate", "bytes<=100", "-o", folder["narrow.tflite"]);
        Assert.That(outcome.ExitCode, Is.EqualTo(1), outcome.Errors);
        Assert.That(outcome.Output, Does.Contain("Pareto front of digits_int8"));
        Assert.That(outcome.Errors, Does.Contain("outside the limit").And.Contain("is not written").And.EndsWith("FAIL\n"));
        Assert.That(File.Exists(folder["narrow.tflite"]), Is.False);
    }

    [TestCase("--gate", "stack<=2KiB", "a repair has no boards and gives accuracy")]
    [TestCase("--gate", "changed", "is no gate")]
    [TestCase("--gate", "accuracy>=90%", "give them with --labels")]
    [TestCase("--fit", "500", "--fit is 500, legal are 1 to 499")]
    [TestCase("--holdout", "1.5", "--holdout is 1.5")]
    [TestCase("--rounding", "triple", "legal are double and single")]
    public async Task A_wrong_option_is_told_with_what_is_legal(string option, string value, string message)
    {
        using var folder = new WorkFolder();
        var outcome = await RunAsync(folder, option, value);
        Assert.That((outcome.ExitCode, outcome.Output), Is.EqualTo((2, "")), outcome.Errors);
        Assert.That(outcome.Errors, Does.Contain(message));
    }

    [Test]
    public async Task A_model_with_narrow_biases_is_refused()
    {
        using var folder = new WorkFolder();
        await CommandLine.RunAsync("bias", "apply", "-m", CommandLine.Model, "--bias", "int8", "-o", folder["narrow.tflite"]);
        var outcome = await CommandLine.RunAsync("bias", "repair", "-m", folder["narrow.tflite"], "-i", CommandLine.Inputs, "--out", folder["out"]);
        Assert.That(outcome.ExitCode, Is.EqualTo(2));
        Assert.That(outcome.Errors, Does.Contain("is narrow already; start from the model with INT32 biases"));
    }

    [Test]
    public async Task Control_C_ends_a_repair_with_130()
    {
        using var folder = new WorkFolder();
        // Enough samples that the search lasts longer than it takes to interrupt it.
        var many = folder.Write("many.bin", [.. Enumerable.Repeat(await File.ReadAllBytesAsync(CommandLine.Inputs), 20).SelectMany(b => b)]);
        using var process = CommandLine.Start([], "bias", "repair", "-m", CommandLine.Model, "-i", many, "--out", folder["out"]);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!Directory.Exists(folder["out"]) || Directory.GetDirectories(folder["out"]).Length == 0)
            await Task.Delay(20, deadline.Token);
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(deadline.Token);
        Assert.That(process.ExitCode, Is.EqualTo(130));
    }

    private static Task<Outcome> RunAsync(WorkFolder folder, params string[] more) =>
        CommandLine.RunAsync(["bias", "repair", "-m", CommandLine.Model, "-i", CommandLine.Inputs, "--out", folder["out"], .. more]);
}
