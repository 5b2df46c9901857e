using System.Text.Json;

namespace HilRig.Cli.Tests;

/// <summary><c>hilrig profile</c> as a user and a script run it.</summary>
public sealed class ProfileVerbTests
{
    [TestCase("--estimate", "always", "estimate 'always' is unknown; legal are first, all and off")]
    [TestCase("--bias", "int17", "bias 'int17' is unknown")]
    [TestCase("--samples", "-1", "--samples is -1, legal are 0 (all) and more")]
    public async Task A_wrong_option_is_told_with_the_legal_ones(string option, string value, string message)
    {
        using var folder = new WorkFolder();
        var outcome = await CommandLine.RunAsync("profile", "-m", CommandLine.Model, "-t", "qemu:mps2-an386", "--out", folder["."], option, value);
        Assert.That((outcome.ExitCode, outcome.Output), Is.EqualTo((2, "")));
        Assert.That(outcome.Errors, Does.Contain(message));
    }

    [Test]
    public async Task The_simulator_counts_nothing_and_is_told_so()
    {
        using var folder = new WorkFolder();
        var outcome = await CommandLine.RunAsync("profile", "-m", CommandLine.Model, "-t", "sim", "--out", folder["."]);
        Assert.That(outcome.ExitCode, Is.EqualTo(2));
        Assert.That(outcome.Errors, Does.Contain("target 'sim' counts nothing; a profile takes boards"));
    }

    [Test]
    [Category("Emulated")]
    public async Task A_profile_prints_json_and_leaves_a_run_folder()
    {
        using var folder = new WorkFolder();
        var outcome = await CommandLine.RunAsync(
            "profile", "-m", CommandLine.Model, "-i", CommandLine.Inputs, "-n", "2", "-t", "qemu:mps2-an386", "--bias", "int8", "--bias", "float32", "--json",
            "--out", folder["out"]);
        if (outcome.Errors.Contains("is not built", StringComparison.Ordinal) || outcome.Errors.Contains("was not found", StringComparison.Ordinal))
            Assert.Ignore(outcome.Errors);
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Errors);
        using var json = JsonDocument.Parse(outcome.Output);
        var variants = json.RootElement.GetProperty("targets")[0].GetProperty("variants");
        Assert.That(variants.EnumerateArray().Select(v => v.GetProperty("bias").GetString()), Is.EqualTo(new[] { "int8:channel-shift", "float32" }));
        Assert.That(variants[0].GetProperty("estimate").GetProperty("isComplete").GetBoolean());
        var left = Directory.GetDirectories(folder["out"]).Single();
        Assert.That(Directory.GetFiles(left).Select(Path.GetFileName), Is.SupersetOf(new[] { "result.json", "report.md", "device.log" }));
        Assert.That(outcome.Errors, Does.Contain("(estimated, not measured)"));
    }
}
