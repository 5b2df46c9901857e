using HilRig.TestKit;

namespace HilRig.Cli.Tests;

/// <summary>Boards that are to be plugged in: scanned, mapped, and missed with exit code 4.</summary>
[Platform(Exclude = "Win", Reason = "sysfs and pseudo terminals")]
public sealed class PhysicalBoardTests
{
    [TestCase("serial:/dev/ttyNOPE9", "There is no serial port /dev/ttyNOPE9")]
    [TestCase("board:nobody", "No connected board 'nobody'")]
    public async Task A_board_that_is_not_there_ends_with_4(string target, string message)
    {
        using var folder = new WorkFolder();
        folder.Write("map.yml", "[]"u8.ToArray());
        var outcome = await CommandLine.RunAsync(new() { ["HILRIG_MAP"] = folder["map.yml"] }, Run(target));
        Assert.That(outcome.ExitCode, Is.EqualTo(4), outcome.Errors);
        Assert.That(outcome.Errors, Does.StartWith("error: ").And.Contain(message));
    }

    [Test]
    public async Task A_scan_writes_the_map_and_a_rescan_keeps_it()
    {
        using var folder = new WorkFolder();
        var device = folder["sys/devices/usb1/1-1"];
        foreach (var (file, text) in new[] { ("idVendor", "0483"), ("idProduct", "374b"), ("serial", "0669FF33"), ("product", "STM32 STLink") })
            folder.Write($"sys/devices/usb1/1-1/{file}", System.Text.Encoding.ASCII.GetBytes(text));
        folder.Write("sys/devices/usb1/1-1/1-1:1.2/bInterfaceNumber", "02"u8.ToArray());
        Directory.CreateDirectory(folder["sys/devices/usb1/1-1/1-1:1.2/tty/ttyACM0"]);
        Directory.CreateSymbolicLink(folder["sys/devices/usb1/1-1/1-1:1.2/tty/ttyACM0/device"], $"{device}/1-1:1.2");
        Directory.CreateDirectory(folder["sys/class/tty"]);
        Directory.CreateSymbolicLink(folder["sys/class/tty/ttyACM0"], $"{device}/1-1:1.2/tty/ttyACM0");
        var first = await CommandLine.RunAsync("boards", "scan", "--sysfs", folder["sys"], "--map", folder["map.yml"]);
        var written = File.ReadAllText(folder["map.yml"]);
        var again = await CommandLine.RunAsync("boards", "scan", "--sysfs", folder["sys"], "--map", folder["map.yml"], "--json");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((first.ExitCode, again.ExitCode), Is.EqualTo((0, 0)), first.Errors + again.Errors);
            Assert.That(first.Output, Does.Contain("/dev/ttyACM0").And.Contain("0483:374b").And.Contain("ST-LINK/V2-1"));
            Assert.That(written, Does.Contain("id: \"0669FF33\"").And.Contain("runner: openocd").And.Contain("serial: /dev/ttyACM0").And.Contain("platform: unknown"));
            Assert.That(File.ReadAllText(folder["map.yml"]), Is.EqualTo(written));
            Assert.That(again.Output, Does.Contain("\"serial\": \"0669FF33\""));
        }
    }

    [Test]
    public async Task A_silent_port_is_an_infrastructure_failure()
    {
        using var terminal = new PseudoTerminal();
        var outcome = await CommandLine.RunAsync(Run($"serial:{terminal.Port}", "--timeout", "0.3"));
        Assert.That(outcome.ExitCode, Is.EqualTo(3), outcome.Errors);
        Assert.That(outcome.Errors, Does.Contain("No bytes at all").And.Contain(terminal.Port));
    }

    [Test]
    public async Task A_bad_fault_plan_is_a_usage_error()
    {
        var outcome = await CommandLine.RunAsync(Run("sim", "--faults", "kinds=gremlins"));
        Assert.That(outcome.ExitCode, Is.EqualTo(2));
        Assert.That(outcome.Errors, Does.Contain("gremlins").And.Contain("drop+flip+double"));
    }

    [Test, Category("Emulated")]
    public async Task A_firmware_with_its_model_is_written_to_a_file()
    {
        if (!File.Exists(Checkout.PathOf("firmware", "build", "netduinoplus2", "hilrig.elf")))
            Assert.Ignore("the firmware for netduinoplus2 is not built: make -C firmware BOARD=netduinoplus2");
        using var folder = new WorkFolder();
        string[] write = ["flash", "-m", CommandLine.Model, "--board", "netduinoplus2", "--write"];
        var hex = await CommandLine.RunAsync([.. write, folder["out.hex"]]);
        var uf2 = await CommandLine.RunAsync([.. write, folder["out.uf2"]]);
        var odd = await CommandLine.RunAsync([.. write, folder["out.zip"]]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(hex.ExitCode, Is.Zero, hex.Errors);
            Assert.That(hex.Errors, Does.Contain("bytes of model image at 0x08040000"));
            Assert.That(File.ReadAllText(folder["out.hex"]), Does.StartWith(":020000040800F2").And.EndWith(":00000001FF\n"));
            Assert.That((uf2.ExitCode, odd.ExitCode), Is.EqualTo((2, 2)));
            Assert.That(uf2.Errors, Does.Contain("no UF2 family"));
            Assert.That(odd.Errors, Does.Contain(".elf, .hex, .bin and .uf2"));
        }
    }

    [TestCase("flash", "-t", "sim")]
    [TestCase("flash")]
    public async Task What_cannot_be_flashed_is_a_usage_error(params string[] words)
    {
        var outcome = await CommandLine.RunAsync([.. words, "-m", CommandLine.Model]);
        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.Errors);
        Assert.That(outcome.Errors, Does.Contain("board:NAME"));
    }

    private static string[] Run(string target, params string[] more) =>
        ["run", "-m", CommandLine.Model, "-i", CommandLine.Inputs, "-o", "/dev/null", "-t", target, .. more];
}
