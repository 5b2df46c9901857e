using HilRig.Harness.Boards.Attached;
using HilRig.Harness.Devices;
using HilRig.Harness.Tests.Data;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Boards.Attached;

public class HardwareMapTests
{
    // As twister writes and people edit it: lists, hyphens, hooks and things unknown here.
    private const string Twister = """
        - connected: true
          id: "000683759358"
          platform: nrf52840dk_nrf52840 nrf52840dk
          product: J-Link
          runner: jlink
          serial: /dev/ttyACM1
          baud: 460800
          flash-timeout: 90
          fixtures:
            - gpio_loopback
          hooks:
            - type: pre
              script: /bin/power
        - connected: false
          id: 0669FF333536
          platform:
            - nucleo_l552ze_q
            - nucleo-l552
          product: STM32 STLink
          runner: openocd
          probe_id: 0669FF
          runner_params: [--cmd-pre-init, adapter speed 4000]
          flash_timeout: 30
        - connected: true
          id: sim
          platform: native_sim
          product: none
          runner: none
          serial_pty: ./start.sh
          notes: ends with dots...
        """;

    private static UsbPort JLink { get; } = new("/dev/ttyACM5", 0x1366, 0x1015, "000683759358", "J-Link", "SEGGER", 2);

    private static UsbPort Nucleo { get; } = new("/dev/ttyACM0", 0x0483, 0x374E, "0669FF333536", "STLINK-V3", "ST", 2);

    private static UsbPort DapLink { get; } = new("/dev/ttyACM7", 0x0D28, 0x0204, "9904", "DAPLink CMSIS-DAP", "Arm", 1);

    [Test]
    public void Twisters_fields_are_read()
    {
        var map = HardwareMap.Parse(Twister, "map.yml");
        var (jlink, nucleo) = (map.Entries[0], map.Entries[1]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((jlink.Connected, jlink.Id, jlink.Serial, jlink.Baud), Is.EqualTo((true, "000683759358", "/dev/ttyACM1", 460_800)));
            Assert.That(jlink.Platforms, Is.EqualTo(new[] { "nrf52840dk_nrf52840", "nrf52840dk" }));
            Assert.That(jlink.FlashTimeout, Is.EqualTo(TimeSpan.FromSeconds(90)));
            Assert.That((nucleo.Connected, nucleo.ProbeId, nucleo.Serial, nucleo.Runner), Is.EqualTo((false, "0669FF", (string?)null, "openocd")));
            Assert.That(nucleo.Platforms, Is.EqualTo(new[] { "nucleo_l552ze_q", "nucleo-l552" }));
            Assert.That(nucleo.RunnerParams, Is.EqualTo(new[] { "--cmd-pre-init", "adapter speed 4000" }));
            Assert.That(nucleo.FlashTimeout, Is.EqualTo(TimeSpan.FromSeconds(30)));
            Assert.That(map.Entries[2].SerialPty, Is.EqualTo("./start.sh"));
            Assert.That(map.Entries[2].FlashTimeout, Is.EqualTo(TimeSpan.FromSeconds(60)));
        }
    }

    [Test]
    public void A_rescan_moves_ports_drops_those_gone_adds_new_ones_and_keeps_what_people_wrote()
    {
        var map = HardwareMap.Parse(Twister, "map.yml");
        map.Update([Nucleo, DapLink], port => port.Port);
        var again = HardwareMap.Parse(map.Render(), "map.yml");
        Assert.That(again.Entries.Select(e => (e.Id, e.Connected, e.Serial)), Is.EqualTo(new (string, bool, string?)[]
        {
            ("000683759358", false, null), ("0669FF333536", true, "/dev/ttyACM0"), ("sim", true, null), ("9904", true, "/dev/ttyACM7"),
        }));
        Assert.That(again.Entries[3].Platforms, Is.EqualTo(new[] { "unknown" }));
        Assert.That(again.Entries[3].Runner, Is.EqualTo("pyocd"));
        Assert.That(map.Render(), Does.Contain("gpio_loopback").And.Contain("/bin/power").And.Contain("nrf52840dk_nrf52840 nrf52840dk").And.Contain("flash-timeout: 90").And.Contain("dots..."));
    }

    [Test]
    public void Rendering_twice_gives_the_same() =>
        Assert.That(HardwareMap.Parse(HardwareMap.Parse(Twister, "x").Render(), "x").Render(), Is.EqualTo(HardwareMap.Parse(Twister, "x").Render()));

    [Test]
    public void A_serial_number_of_digits_stays_a_text()
    {
        var map = HardwareMap.Empty();
        map.Update([JLink], port => port.Port);
        Assert.That(map.Render(), Does.Contain("id: \"000683759358\""));
    }

    [Test]
    public void A_device_of_several_ports_is_one_board_on_its_first()
    {
        var map = HardwareMap.Empty();
        map.Update([JLink with { Port = "/dev/ttyACM6", Interface = 4 }, JLink], port => port.Port);
        Assert.That(map.Entries.Single().Serial, Is.EqualTo("/dev/ttyACM5"));
        var edited = HardwareMap.Parse(map.Render().Replace("ttyACM5", "ttyACM6", StringComparison.Ordinal), "x");
        edited.Update([JLink with { Port = "/dev/ttyACM6", Interface = 4 }, JLink], port => port.Port);
        Assert.That(edited.Entries.Single().Serial, Is.EqualTo("/dev/ttyACM6"), "the one that somebody chose stays");
    }

    [Test]
    public void A_board_is_found_by_platform_or_id()
    {
        var map = HardwareMap.Parse(Twister, "map.yml");
        Assert.That(map.Find("nrf52840dk").Id, Is.EqualTo("000683759358"));
        Assert.That(map.Find("000683759358").Id, Is.EqualTo("000683759358"));
        Assert.That(Expect.Message<NoSuchDeviceException>(() => map.Find("nucleo-l552")), Does.Contain("nucleo-l552").And.Contain("nrf52840dk"), "it is not connected");
        map.Update([Nucleo, Nucleo with { Serial = "B", Port = "/dev/ttyACM1" }], port => port.Port);
        map.NameUnknown("B", "nucleo-l552");
        Assert.That(Expect.Message<NoSuchDeviceException>(() => map.Find("nucleo-l552")), Does.Contain("0669FF333536").And.Contain("id B"));
    }

    [TestCase("connected: true", "must be a list")]
    [TestCase("- id: 1", "lacks connected, platform, product, runner")]
    [TestCase("- 7", "entry 0 is no board")]
    [TestCase("- {connected: [", "no YAML")]
    public void What_is_no_map_is_refused_by_name(string text, string message) =>
        Assert.That(Expect.Message<HardwareMapException>(() => HardwareMap.Parse(text, "lab.yml")), Does.Contain("lab.yml").And.Contain(message));

    [Test]
    public void A_missing_map_is_told_with_what_makes_one() =>
        Assert.That(Expect.Message<HardwareMapException>(() => HardwareMap.Load("/no/map.yml")), Does.Contain("hilrig boards scan --map"));

    [Test]
    public void A_port_goes_by_its_lasting_name()
    {
        using var folder = new TempFolder();
        var port = folder.Write("ttyACM0", "");
        var links = Directory.CreateDirectory(folder.PathOf("by-id")).FullName;
        File.CreateSymbolicLink(Path.Combine(links, "usb-ST-if02"), port);
        Assert.That(PortNames.Persistent(port, links), Is.EqualTo(Path.Combine(links, "usb-ST-if02")));
        Assert.That(PortNames.Persistent("/dev/ttyX", links), Is.EqualTo("/dev/ttyX"));
    }
}
