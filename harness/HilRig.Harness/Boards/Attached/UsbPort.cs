namespace HilRig.Harness.Boards.Attached;

/// <summary>A serial port of a USB device.</summary>
/// <param name="Port">`/dev/ttyACM0`.</param>
/// <param name="VendorId">USB vendor, 0..0xFFFF.</param>
/// <param name="ProductId">USB product, 0..0xFFFF.</param>
/// <param name="Serial">Serial number; empty when the device has none.</param>
/// <param name="Product">Product text of the device; empty when it has none.</param>
/// <param name="Manufacturer">Empty when the device has none.</param>
/// <param name="Interface">Number of the USB interface: a device may have several ports.</param>
public sealed record UsbPort(string Port, ushort VendorId, ushort ProductId, string Serial, string Product, string Manufacturer, int Interface)
{
    /// <summary>What is known of such devices; null when they are no probe or board that is known here.</summary>
    public UsbIdentity? Identity => UsbIdentity.Of(VendorId, ProductId, Product);

    /// <summary>`/dev/ttyACM0 (0483:374b STM32 STLink, serial 0669FF)`.</summary>
    public override string ToString() =>
        $"{Port} ({VendorId:x4}:{ProductId:x4} {(Product.Length > 0 ? Product : "unnamed")}, {(Serial.Length > 0 ? $"serial {Serial}" : "no serial number")})";
}
