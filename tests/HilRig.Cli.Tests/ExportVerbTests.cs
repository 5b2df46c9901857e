using System.Text.Json;
using HilRig.TestKit;

namespace HilRig.Cli.Tests;

/// <summary><c>hilrig export c</c> as a user runs it.</summary>
public sealed class ExportVerbTests
{
    private static readonly string[] Files = ["README.md", "digits.c", "digits.h", "digits_data.c", "digits_data.h", "digits_test.c"];

    [Test]
    public async Task It_writes_a_folder_and_tells_what_it_takes()
    {
        using var folder = new WorkFolder();
        var outcome = await ExportAsync(folder["new/out"], "--name", "digits", "--bias", "int8:channel-shift");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.ExitCode, Is.Zero, outcome.Errors);
            Assert.That(outcome.Output, Does.Contain("digits as C"));
            Assert.That(outcome.Output, Does.Match(@"flash: biases\s+468\s+468\s+468").And.Match(@"RAM: scratch of CMSIS-NN\s+48\s+192\s+4,464"));
            Assert.That(Names(folder["new/out"]), Is.EqualTo(Files));
        }
    }

    [Test]
    public async Task Json_has_the_sizes_and_the_files()
    {
        using var folder = new WorkFolder();
        var outcome = await ExportAsync(folder["out"], "--json", "--widen", "init", "--mode", "dsp", "-i", CommandLine.Inputs);
        var json = JsonDocument.Parse(outcome.Output).RootElement;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(json.GetProperty("name").GetString(), Is.EqualTo("digits_int8"));
            Assert.That(json.GetProperty("sizes").GetProperty("arena").GetInt32(), Is.EqualTo(7840));
            Assert.That(json.GetProperty("files").GetArrayLength(), Is.EqualTo(Files.Length));
        }
    }

    [Test]
    public async Task A_folder_that_is_not_empty_is_left_alone_unless_forced()
    {
        using var folder = new WorkFolder();
        var mine = folder.Write("out/mine.txt", [1]);
        await RefusesAsync(folder["out"], "is not empty", "--name", "digits");
        Assert.That(Names(folder["out"]), Is.EqualTo(new[] { "mine.txt" }));
        Assert.That((await ExportAsync(folder["out"], "--name", "digits", "--force")).ExitCode, Is.Zero);
        Assert.That(Names(folder["out"]), Is.EqualTo(Files.Append("mine.txt").Order(StringComparer.Ordinal)));
        Assert.That(File.ReadAllBytes(mine), Is.EqualTo(new byte[] { 1 }));
    }

    [Test]
    public async Task A_folder_that_cannot_be_made_is_told()
    {
        using var folder = new WorkFolder();
        var file = folder.Write("file", [1]);
        await RefusesAsync(file, "cannot be written");
        await RefusesAsync(Path.Combine(file, "below"), "cannot be written");
        await RefusesAsync("/proc/none", "cannot be written");
    }

    [TestCase("2fast")]
    [TestCase("stdint")]
    public async Task A_name_that_is_none_for_C_is_told(string name)
    {
        using var folder = new WorkFolder();
        await RefusesAsync(folder["out"], $"'{name}' is no name for C", "--name", name);
        Assert.That(Directory.Exists(folder["out"]), Is.False);
    }

    [Test]
    public async Task An_operator_that_cannot_be_exported_is_named_and_nothing_is_written()
    {
        using var folder = new WorkFolder();
        var model = Directory.EnumerateFiles(Checkout.PathOf("fixtures", "operators", "mul"), "*.tflite").First();
        var outcome = await CommandLine.RunAsync("export", "c", "-m", model, "-o", folder["out"]);
        Assert.That(outcome.ExitCode, Is.EqualTo(2));
        Assert.That(outcome.Errors, Does.StartWith("error: operator 0 MUL version").And.Contain("cannot be exported as C"));
        Assert.That(Directory.Exists(folder["out"]), Is.False);
    }

    private static string[] Names(string folder) => [.. Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private static Task<Outcome> ExportAsync(string folder, params string[] options) =>
        CommandLine.RunAsync(["export", "c", "-m", CommandLine.Model, "-o", folder, .. options]);

    private static async Task RefusesAsync(string folder, string message, params string[] options)
    {
        var outcome = await ExportAsync(folder, options);
        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.Errors);
        Assert.That(outcome.Errors, Does.StartWith("error: ").And.Contain(message).And.Not.Contain("   at "));
    }
}
