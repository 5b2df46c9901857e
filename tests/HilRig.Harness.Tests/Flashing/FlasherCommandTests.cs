using HilRig.Harness.Flashing;

namespace HilRig.Harness.Tests.Flashing;

/// <summary>Every command line as it will be run. The probe's serial number is in each.</summary>
public class FlasherCommandTests
{
    private static FlashJob Job(string target, params string[] parameters) =>
        new(new(0x0483, 0x374B, "0669FF33"), target, "/work folder", parameters, TimeSpan.FromSeconds(60));

    [TestCase("openocd", "board/st_nucleo_f4.cfg", FlashFormat.Elf,
        "openocd -f board/st_nucleo_f4.cfg -c 'adapter serial 0669FF33' -c 'program {/work folder/hilrig.elf} verify reset exit'")]
    [TestCase("pyocd", "stm32f446retx", FlashFormat.Hex,
        "pyocd flash --uid 0669FF33 --target stm32f446retx '/work folder/hilrig.hex'\npyocd reset --uid 0669FF33 --target stm32f446retx")]
    [TestCase("probe-rs", "STM32F446RETx", FlashFormat.Elf,
        "probe-rs download --non-interactive --chip STM32F446RETx --probe 0483:374b:0669FF33 --verify --binary-format elf '/work folder/hilrig.elf'\n"
        + "probe-rs reset --non-interactive --chip STM32F446RETx --probe 0483:374b:0669FF33")]
    [TestCase("st-flash", "auto", FlashFormat.Hex, "st-flash --serial 0669FF33 --reset --format ihex write '/work folder/hilrig.hex'")]
    [TestCase("jlink", "nRF52840_xxAA", FlashFormat.Hex,
        "write /work folder/hilrig.jlink: loadfile \"/work folder/hilrig.hex\"; r; g; exit\n"
        + "JLinkExe -NoGui 1 -ExitOnError 1 -USB 669FF33 -Device nRF52840_xxAA -If SWD -Speed 4000 -AutoConnect 1 -CommandFile '/work folder/hilrig.jlink'")]
    [TestCase("uf2", "0xe48bff56", FlashFormat.Uf2, "copy /work folder/hilrig.uf2 to the drive of 0669FF33 that has INFO_UF2.TXT")]
    [TestCase("mass-storage", "auto", FlashFormat.Bin, "copy /work folder/hilrig.bin to the drive of 0669FF33 that has MBED.HTM")]
    public void Flashing(string name, string target, FlashFormat format, string steps)
    {
        var plan = Flasher(name).Flash(Job(target));
        Assert.That(string.Join('\n', plan.Steps), Is.EqualTo(steps));
        Assert.That(plan.Format, Is.EqualTo(format));
    }

    [TestCase("openocd", "x.cfg", "openocd -f x.cfg -c 'adapter serial 0669FF33' -c 'init; reset run; shutdown'")]
    [TestCase("pyocd", "t", "pyocd reset --uid 0669FF33 --target t")]
    [TestCase("probe-rs", "C", "probe-rs reset --non-interactive --chip C --probe 0483:374b:0669FF33")]
    [TestCase("st-flash", "auto", "st-flash --serial 0669FF33 reset")]
    public void Resetting(string name, string target, string steps) =>
        Assert.That(string.Join('\n', Flasher(name).Reset(Job(target))!.Steps), Is.EqualTo(steps));

    [TestCase("uf2")]
    [TestCase("mass-storage")]
    public void A_drive_cannot_only_reset(string name) => Assert.That(Flasher(name).Reset(Job("auto")), Is.Null);

    [Test]
    public void Every_flasher_has_its_name_once_and_passes_the_users_parameters_on()
    {
        Assert.That(FlasherRegistry.All.Select(flasher => flasher.Name), Is.Unique);
        foreach (var flasher in FlasherRegistry.All.Where(flasher => flasher.Program is not null))
            foreach (var run in flasher.Flash(Job("0x1", "--speed", "4000")).Steps.OfType<RunStep>())
                Assert.That(string.Join(' ', run.Arguments), Does.Contain("--speed 4000").And.Contain("669FF33"), flasher.Name);
    }

    private static IFlasher Flasher(string name) => FlasherRegistry.All.Single(flasher => flasher.Name == name);
}
