using HilRig.Harness.Devices;

namespace HilRig.Harness.Transports.Serial;

/// <summary>The port does not exist.</summary>
public sealed class SerialPortMissingException(string port, IEnumerable<string> others) : NoSuchDeviceException(
    $"There is no serial port {port}. Plugged in: {string.Join(", ", others.DefaultIfEmpty("none"))}. Is the cable in, and does it carry data?");

/// <summary>Another program has the port open.</summary>
public sealed class SerialPortBusyException(string port, IEnumerable<string> holders) : InfrastructureException(
    $"{port} is busy: {string.Join(", ", holders)} has it open. Close that program; if it is ModemManager, tell it to leave the device alone (ID_MM_DEVICE_IGNORE).");

/// <summary>This user may not open the port.</summary>
public sealed class SerialPortPermissionException(string port, string group) : InfrastructureException(
    $"This user may not open {port}: it belongs to group '{group}'. Join it (sudo usermod -aG {group} $USER) and log in again.");
