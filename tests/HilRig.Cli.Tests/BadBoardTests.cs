using System.Diagnostics;
using System.Text;
using HilRig.TestKit;

namespace HilRig.Cli.Tests;

/// <summary>Boards that are missing, dead or mad: exit code 3, the state in words, and never a hang.</summary>
[Platform(Exclude = "Win", Reason = "the stand-in firmware is a shell script")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class BadBoardTests
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [TestCase("exec sleep 60", "No bytes at all")]
    [TestCase("exec cat /dev/urandom", "Only garbage")]
    [TestCase("echo boom >&2; exit 7", "exit code 7, stderr: boom")]
    public async Task A_firmware_that_does_not_answer_is_named_by_its_state(string script, string message)
    {
        using var folder = new WorkFolder();
        var outcome = await CommandLine.RunAsync(Firmware(folder, script), Run("host", "--timeout", "0.3"));
        Assert.That(outcome.ExitCode, Is.EqualTo(3), outcome.Errors);
        Assert.That(outcome.Errors, Does.StartWith("error: ").And.Contain(message).And.Not.Contain("   at "));
    }

    [Test]
    public async Task A_missing_emulator_is_told_with_what_installs_it()
    {
        using var folder = new WorkFolder();
        CopyBoard(folder, "mps2-an386");
        folder.Write("build/mps2-an386/hilrig.elf", [1]);
        var environment = new Dictionary<string, string> { ["HILRIG_FIRMWARE"] = folder["."], ["HILRIG_QEMU"] = "/nowhere/qemu" };
        var outcome = await CommandLine.RunAsync(environment, Run("qemu:mps2-an386"));
        Assert.That(outcome.ExitCode, Is.EqualTo(3));
        Assert.That(outcome.Errors, Does.Contain("/nowhere/qemu").And.Contain("apt-get install"));
    }

    [Test]
    public async Task A_firmware_that_is_not_built_is_told_with_what_builds_it()
    {
        using var folder = new WorkFolder();
        CopyBoard(folder, "host");
        var outcome = await CommandLine.RunAsync(new() { ["HILRIG_FIRMWARE"] = folder["."] }, Run("host"));
        Assert.That(outcome.ExitCode, Is.EqualTo(3));
        Assert.That(outcome.Errors, Does.Contain("make -C firmware BOARD=host"));
    }

    [Test]
    public async Task Control_C_ends_a_waiting_run_with_130()
    {
        using var folder = new WorkFolder();
        using var process = CommandLine.Start(Firmware(folder, "touch \"$(dirname \"$0\")/begun\"; exec sleep 60"), Run("host", "--timeout", "30"));
        await WaitFor(() => File.Exists(folder["build/host/begun"]));
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await process.WaitForExitAsync(deadline.Token);
        Assert.That(process.ExitCode, Is.EqualTo(130));
    }

    private static async Task WaitFor(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
            await Task.Delay(20, deadline.Token);
    }

    private static string[] Run(string target, params string[] more) =>
        ["run", "-m", CommandLine.Model, "-i", CommandLine.Inputs, "-o", "/dev/null", "-t", target, .. more];

    private static Dictionary<string, string> Firmware(WorkFolder folder, string script)
    {
        CopyBoard(folder, "host");
        File.SetUnixFileMode(folder.Write("build/host/hilrig", Encoding.ASCII.GetBytes($"#!/bin/sh\n{script}\n")), Executable);
        return new() { ["HILRIG_FIRMWARE"] = folder["."] };
    }

    private static void CopyBoard(WorkFolder folder, string board) => folder.Write(
        $"boards/{board}/board.json", File.ReadAllBytes(Checkout.PathOf("firmware", "boards", board, "board.json")));
}
