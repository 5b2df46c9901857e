using System.Text.RegularExpressions;

namespace HilRig.Cli.Tests.Nightly.Engines;

/// <summary>Parts come from machines whose paths, checkouts and tools are not those of the machine that merges.</summary>
[Platform(Exclude = "Win", Reason = "engines, hooks and the launcher are the shell's")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class MovedPartsTests : IDisposable
{
    private readonly EngineBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Test]
    public async Task Parts_merge_where_neither_they_nor_the_config_lie_where_they_were()
    {
        await CheckoutAsync();
        var whole = await CommandLine.RunAsync("nightly", "-c", _bench["lab/hilrig.yml"], "--out", _bench["whole"], "--quiet");
        Assert.That(whole.ExitCode, Is.Zero, whole.Errors);
        var expected = await EngineBench.ResultAsync(_bench["whole"]);
        Assert.That(System.Text.Encoding.UTF8.GetString(expected), Does.Match("\"commit\": \"[0-9a-f]{40}\""));
        await PartsAsync();

        Directory.Move(_bench["lab/out"], _bench["elsewhere"]);
        Directory.Move(_bench["lab"], _bench["office"]);
        Directory.Delete(_bench["office/.git"], recursive: true);
        var lost = await CommandLine.RunAsync(["merge", "--out", _bench["merged"], .. EngineBench.Nights(_bench["elsewhere"])]);
        var merged = await CommandLine.RunAsync(["merge", "-c", _bench["office/hilrig.yml"], "--out", _bench["merged"], .. EngineBench.Nights(_bench["elsewhere"])]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lost.ExitCode, Is.EqualTo(2));
            Assert.That(lost.Errors, Does.Contain(_bench["lab/hilrig.yml"]).And.Contain("--config"));
            Assert.That(merged.ExitCode, Is.Zero, merged.Errors);
            Assert.That(await EngineBench.ResultAsync(_bench["merged"]), Is.EqualTo(expected));
        }
        AssertArtefacts(EngineBench.Nights(_bench["merged"]).Single());
        await AssertToolsAreThePartsAsync(EngineBench.Nights(_bench["elsewhere"]));
    }

    // As if QEMU had run there, which the machine that merges need not have.
    private async Task AssertToolsAreThePartsAsync(IReadOnlyList<string> parts)
    {
        foreach (var (part, version) in parts.Zip(["7.2.22", "7.2.22", "9.1.0", "7.2.22"]))
        {
            var result = Path.Combine(part, "result.json");
            await File.WriteAllTextAsync(result, Regex.Replace(await File.ReadAllTextAsync(result), "\"tools\": {", $"$0 \"qemu-system-arm\": \"{version}\","));
        }
        var merged = await CommandLine.RunAsync(["merge", "-c", _bench["office/hilrig.yml"], "--out", _bench["again"], .. parts]);
        Assert.That(merged.ExitCode, Is.Zero, merged.Errors);
        Assert.That(RunId("again"), Is.EqualTo(RunId("merged")).And.Length.EqualTo(32), "merged twice it is the same night to the history");
        Assert.That(System.Text.Encoding.UTF8.GetString(await EngineBench.ResultAsync(_bench["again"])), Does.Contain("\"qemu-system-arm\": \"7.2.22, 9.1.0\""));
    }

    private string RunId(string root) =>
        Regex.Match(File.ReadAllText(Path.Combine(EngineBench.Nights(_bench[root]).Single(), "plan.json")), "\"runId\": \"([0-9a-f]{32})\"").Groups[1].Value;

    // A checkout with the config, its model and its samples, as a team's would be.
    private async Task CheckoutAsync()
    {
        Directory.CreateDirectory(_bench["lab"]);
        File.Copy(CommandLine.Model, _bench["lab/digits.tflite"]);
        File.Copy(CommandLine.Inputs, _bench["lab/inputs.bin"]);
        await File.WriteAllTextAsync(_bench["lab/.gitignore"], "out/\n");
        await File.WriteAllTextAsync(_bench["lab/hilrig.yml"], """
            name: bench
            models: { digits: { path: digits.tflite, inputs: inputs.bin, samples: 3 } }
            targets: [sim:c, sim:dsp]
            schemes: [int32, int8:channel-shift]
            """);
        Dictionary<string, string> nobody = new() { ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_CONFIG_SYSTEM"] = "/dev/null" };
        foreach (var command in new[] { "init -q", "add .", "-c user.name=lab -c user.email=lab@example.com commit -q -m night" })
        {
            var git = await _bench.RunAsync(nobody, "git", ["-C", _bench["lab"], .. command.Split(' ')]);
            Assert.That(git.ExitCode, Is.Zero, git.Errors);
        }
    }

    private async Task PartsAsync()
    {
        for (var part = 1; part <= 4; part++)
        {
            var run = await CommandLine.RunAsync("nightly", "-c", _bench["lab/hilrig.yml"], "--out", _bench["lab/out"], "--subset", $"{part}/4", "--quiet");
            Assert.That(run.ExitCode, Is.Zero, run.Errors);
        }
    }

    private static void AssertArtefacts(string night)
    {
        var named = Regex.Matches(File.ReadAllText(Path.Combine(night, "result.json")), "\"(jobs/[^\"]+)\"").Select(match => match.Groups[1].Value).ToList();
        Assert.That(named, Has.Count.GreaterThanOrEqualTo(8));
        Assert.That(named.Where(file => !File.Exists(Path.Combine(night, file))), Is.Empty);
    }
}
