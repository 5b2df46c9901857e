using System.Text;
using HilRig.TestKit;

namespace HilRig.Cli.Tests;

/// <summary>Boards that give out in the middle: brought back and told of, or exit code 3 with the state in words.</summary>
[Category("Emulated"), Platform(Exclude = "Win", Reason = "the firmware of the desktop")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class LostBoardTests
{
    [TestCase("hang", "hangs")]
    [TestCase("crash", "crashed: division by zero")]
    [TestCase("exit", "exit code 9, stderr: hilrig: planted exit")]
    [TestCase("reset", "restarted by itself")]
    public async Task Not_brought_back_it_ends_with_3(string planted, string words)
    {
        using var folder = new WorkFolder();
        var outcome = await CommandLine.RunAsync(Planted(folder, planted), Run(folder, "run", "--recoveries", "0", "-o", folder["out.bin"]));
        Assert.That(outcome.ExitCode, Is.EqualTo(3), outcome.Errors);
        Assert.That(outcome.Errors, Does.StartWith("error: ").And.Contain(words));
    }

    [TestCase("hang", "hang", "emulator restart")]
    [TestCase("crash", "crash", "soft reset")]
    public async Task Brought_back_the_outputs_are_those_of_the_simulator(string planted, string cause, string rung)
    {
        using var folder = new WorkFolder();
        var outcome = await CommandLine.RunAsync(Planted(folder, planted), Run(folder, "run", "-o", folder["board.bin"]));
        await CommandLine.RunAsync("run", "-m", CommandLine.Model, "-i", folder["in.bin"], "-t", "sim", "-o", folder["sim.bin"]);
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Errors);
        Assert.That(outcome.Errors, Does.Match($@"lost \({cause}\) at sample \d+ and brought back by {rung}"));
        Assert.That(File.ReadAllBytes(folder["board.bin"]), Is.EqualTo(File.ReadAllBytes(folder["sim.bin"])));
    }

    [Test]
    public async Task A_validation_records_it()
    {
        using var folder = new WorkFolder();
        var outcome = await CommandLine.RunAsync(
            Planted(folder, "crash"), Run(folder, "validate", "--json", "--out", folder["out"], "--faults", "rate=2%,seed=5"));
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Errors);
        Assert.That(outcome.Output, Does.Contain("\"recoveries\": [").And.Contain("\"cause\": \"crash\"").And.Contain("\"rung\": \"soft reset\""));
        Assert.That(outcome.Errors, Does.Contain("was lost (crash) at sample").And.Contain("faults injected"));
    }

    private static string[] Run(WorkFolder folder, string verb, params string[] more)
    {
        folder.Write("in.bin", File.ReadAllBytes(CommandLine.Inputs)[..(30 * 784)]);
        return [verb, "-m", CommandLine.Model, "-i", folder["in.bin"], "-t", "host", "--wire", "--timeout", "0.5", .. more];
    }

    // The fault strikes at about half of the samples, and after a restart not again before the end.
    private static Dictionary<string, string> Planted(WorkFolder folder, string fault)
    {
        var program = Checkout.PathOf("firmware", "build", "host", "hilrig");
        if (!File.Exists(program))
            Assert.Ignore("the firmware for host is not built: make -C firmware BOARD=host");
        var json = File.ReadAllText(Checkout.PathOf("firmware", "boards", "host", "board.json"));
        folder.Write("boards/host/board.json", Encoding.UTF8.GetBytes(json.Replace("\"arguments\": []", $"\"arguments\": [\"--plant\", \"{fault}:800\"]", StringComparison.Ordinal)));
        Directory.CreateDirectory(folder["build/host"]);
        File.CreateSymbolicLink(folder["build/host/hilrig"], program);
        return new() { ["HILRIG_FIRMWARE"] = folder["."] };
    }
}
