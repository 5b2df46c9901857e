using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace HilRig.TestKit;

/// <summary>A pseudo terminal: a serial port whose other end is a stream here.</summary>
public sealed class PseudoTerminal : IDisposable
{
    private const int ReadWrite = 2;
    private const int NotControlling = 0x100;
    private volatile bool _ended;

    public PseudoTerminal()
    {
        var master = posix_openpt(ReadWrite | NotControlling);
        if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0)
            throw new IOException($"no pseudo terminal: error {Marshal.GetLastPInvokeError()}");
        Port = Marshal.PtrToStringUTF8(ptsname(master))!;
        Board = new FileStream(new SafeFileHandle(master, ownsHandle: true), FileAccess.ReadWrite, bufferSize: 0);
    }

    /// <summary>The serial port, `/dev/pts/3`.</summary>
    public string Port { get; }

    /// <summary>The board's end. Closing it makes the port vanish, as unplugging does.</summary>
    public FileStream Board { get; }

    /// <summary>Sends back what comes until the other side ends.</summary>
    public void Echo() => new Thread(() =>
    {
        var buffer = new byte[4_096];
        try
        {
            while (!_ended)
                if (IsReadable())
                    Board.Write(buffer, 0, Board.Read(buffer));
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The port was closed or the terminal is gone: nothing is left to echo.
        }
    }) { IsBackground = true }.Start();

    public void Dispose()
    {
        _ended = true;
        Board.Dispose();
    }

    // A thread inside a read would keep the terminal alive after it was closed.
    private bool IsReadable()
    {
        var request = new PollRequest { File = (int)Board.SafeFileHandle.DangerousGetHandle(), Events = 1 };
        return poll(ref request, 1, 20) > 0;
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int poll(ref PollRequest request, nuint count, int milliseconds);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int posix_openpt(int flags);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int grantpt(int master);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int unlockpt(int master);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr ptsname(int master);

    private struct PollRequest
    {
        public int File;
        public short Events;
        public short Returned;
    }
}
