using HilRig.Harness.Boards.Attached;
using HilRig.Harness.Devices;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Boards.Attached;

public class UsbScanTests
{
    [Test]
    public void Devices_are_found_with_their_identity()
    {
        using var sysfs = new FakeSysfs()
            .Plug("ttyACM0", "0483", "374b", "0669FF333536", "STM32 STLink", 2).Plug("ttyUSB0", "0403", "6001", "A50285BI", "FT232R USB UART").BuiltIn("ttyS0");
        var ports = UsbScan.Ports(sysfs.Sys, "/dev");
        Assert.That(ports, Is.EqualTo(new[]
        {
            new UsbPort("/dev/ttyACM0", 0x0483, 0x374B, "0669FF333536", "STM32 STLink", "Maker", 2),
            new UsbPort("/dev/ttyUSB0", 0x0403, 0x6001, "A50285BI", "FT232R USB UART", "Maker", 0),
        }));
        Assert.That(ports[0].Identity?.Runner, Is.EqualTo("openocd"));
        Assert.That(ports[1].Identity, Is.Null);
    }

    [Test]
    public void A_device_without_texts_is_found_too()
    {
        using var sysfs = new FakeSysfs().Plug("ttyACM3", "1366", "0105", "", "");
        var port = UsbScan.Ports(sysfs.Sys).Single();
        Assert.That((port.Serial, port.Product, port.Identity!.Runner), Is.EqualTo(("", "", "jlink")));
        Assert.That(port.ToString(), Is.EqualTo("/dev/ttyACM3 (1366:0105 unnamed, no serial number)"));
    }

    [Test]
    public void No_sysfs_is_no_device() => Assert.That(UsbScan.Ports("/nowhere"), Is.Empty);

    [Test]
    public void The_only_known_board_is_taken()
    {
        using var sysfs = new FakeSysfs().Plug("ttyACM0", "0d28", "0204", "9904", "DAPLink CMSIS-DAP").Plug("ttyUSB0", "0403", "6001", "A5", "FT232R USB UART");
        Assert.That(UsbScan.Only(UsbScan.Ports(sysfs.Sys)).Port, Is.EqualTo("/dev/ttyACM0"));
    }

    [Test]
    public void Two_known_boards_are_ambiguous_and_none_is_said()
    {
        using var sysfs = new FakeSysfs().Plug("ttyACM0", "0483", "374b", "AAA", "STM32 STLink").Plug("ttyACM1", "1366", "1015", "BBB", "J-Link");
        Assert.That(
            Expect.Message<NoSuchDeviceException>(() => UsbScan.Only(UsbScan.Ports(sysfs.Sys))),
            Does.Contain("which board is meant").And.Contain("AAA").And.Contain("BBB").And.Contain("/dev/ttyACM1"));
        Assert.That(Expect.Message<NoSuchDeviceException>(() => UsbScan.Only([])), Does.Contain("No known board"));
    }
}
