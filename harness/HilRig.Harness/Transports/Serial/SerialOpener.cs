using System.Diagnostics;
using System.IO.Ports;
using HilRig.Harness.Boards.Attached;

namespace HilRig.Harness.Transports.Serial;

/// <summary>Opens a port, or says why not. System.IO.Ports calls everything "access denied", a missing port too.</summary>
internal static class SerialOpener
{
    /// <exception cref="SerialPortMissingException">No such port.</exception>
    /// <exception cref="SerialPortBusyException">Another program has it.</exception>
    /// <exception cref="SerialPortPermissionException">This user may not.</exception>
    /// <exception cref="TransportOpenException">It is no serial port, or its driver refuses.</exception>
    public static SerialPort Open(SerialSettings settings)
    {
        if (!File.Exists(settings.Port))
            throw new SerialPortMissingException(settings.Port, UsbScan.Ports().Select(port => port.ToString()));
        if (PortHolders.Of(settings.Port) is { Count: > 0 } holders)
            throw new SerialPortBusyException(settings.Port, holders);
        var port = new SerialPort(settings.Port, settings.Baud, Parity.None, 8, StopBits.One) { Handshake = Handshake.None };
        try
        {
            port.Open();
            SetLines(port, settings.Dtr, settings.Rts);
            return port;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            port.Dispose();
            throw Reason(settings, error);
        }
    }

    /// <summary>Sets the control lines; a port without them, as a pseudo terminal, is left alone.</summary>
    public static void SetLines(SerialPort port, bool dtr, bool rts)
    {
        try
        {
            port.DtrEnable = dtr;
            port.RtsEnable = rts;
        }
        catch (IOException)
        {
            // ENOTTY: there are no such lines.
        }
    }

    private static Exception Reason(SerialSettings settings, Exception error) => MayOpen(settings.Port)
        ? new TransportOpenException($"{settings.Port} cannot be opened at {settings.Baud} baud: {error.Message} Is it a serial port, and does it have this speed?", error)
        : new SerialPortPermissionException(settings.Port, GroupOf(settings.Port));

    private static bool MayOpen(string path)
    {
        try
        {
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static string GroupOf(string path)
    {
        try
        {
            using var stat = Process.Start(new ProcessStartInfo("stat", ["-L", "-c", "%G", path]) { RedirectStandardOutput = true })!;
            return stat.StandardOutput.ReadToEnd().Trim() is { Length: > 0 } group ? group : "dialout";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "dialout";
        }
    }
}
