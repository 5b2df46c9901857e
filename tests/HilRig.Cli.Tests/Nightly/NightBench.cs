using System.Text.Json;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers;
using HilRig.TestKit;

namespace HilRig.Cli.Tests.Nightly;

/// <summary>A folder with a config of a test's own, and nights of it, run as a user would.</summary>
internal sealed class NightBench : IDisposable
{
    private readonly WorkFolder _folder = new();

    /// <summary>Variables of the environment that the program gets.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public string Config => _folder["hilrig.yml"];

    public string Baseline => _folder["baseline.txt"];

    /// <summary>Where the nights are.</summary>
    public string Out => _folder["out"];

    public string this[string name] => _folder[name];

    /// <summary>Writes the config: digits with a few samples, and what the test adds.</summary>
    /// <param name="model">Path of the model; null for the bundled one.</param>
    public void Write(string rest, int samples = 5, string? model = null) => File.WriteAllText(Config, $"""
        name: bench
        models:
          digits:
            path: {model ?? CommandLine.Model}
            inputs: {CommandLine.Inputs}
            labels: {CommandLine.LabelFile}
            samples: {samples}
        baseline: baseline.txt
        {rest}
        """);

    /// <summary>Runs a verb with the config and the output folder.</summary>
    public Task<Outcome> NightlyAsync(params string[] more) => CommandLine.RunAsync(Environment, ["nightly", "-c", Config, "--out", Out, .. more]);

    /// <summary>A night that must pass, approved of as the baseline.</summary>
    public async Task ApproveAsync()
    {
        var night = await NightlyAsync();
        Assert.That(night.ExitCode, Is.Zero, night.Errors);
        var update = await CommandLine.RunAsync("baseline", "update", LastFolder);
        Assert.That(update.ExitCode, Is.Zero, update.Errors);
    }

    /// <summary>The youngest night's folder.</summary>
    public string LastFolder => Directory.GetDirectories(Out).OrderByDescending(Path.GetFileName, StringComparer.Ordinal)
        .ThenByDescending(folder => folder.Length).First(folder => File.Exists(Path.Combine(folder, "plan.json")));

    /// <summary>The youngest night's result.</summary>
    public NightRecord Last() => JsonSerializer.Deserialize<NightRecord>(File.ReadAllText(Path.Combine(LastFolder, "result.json")), JsonWriter.Options)!;

    /// <summary>Skips the test with a reason where QEMU or the firmware of a board is not there.</summary>
    public static void RequireBoards(params string[] boards)
    {
        if (!Tools.Has("qemu-system-arm"))
            Assert.Ignore("qemu-system-arm is not installed: install qemu-system-arm");
        foreach (var board in boards.Where(board => !Directory.Exists(Checkout.PathOf("firmware", "build", board))))
            Assert.Ignore($"the firmware of {board} is not built: make -C firmware BOARD={board}");
    }

    public void Dispose() => _folder.Dispose();
}

/// <summary>Programs on the path.</summary>
internal static class Tools
{
    public static bool Has(string program) =>
        (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
