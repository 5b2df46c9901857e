using HilRig.Harness.Emulators;
using HilRig.Harness.Transports.ChildProcesses;

namespace HilRig.Harness.Cycles.Traces;

/// <summary>A named pipe that an emulator writes its log to, read as it comes: the log of one inference may be larger than a disk likes.</summary>
internal sealed class TracePipe : IAsyncDisposable
{
    private const string End = "END";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly PrivateFolder _folder;
    private readonly TraceReader _reader;
    private readonly Task _reading;
    private FormatException? _misread;
    private bool _ended;

    private TracePipe(PrivateFolder folder, TraceReader reader)
    {
        (_folder, _reader, Path) = (folder, reader, PathIn(folder));
        // For writing too: opening then waits for nobody, and the pipe outlives the emulator until the last line is read.
        var stream = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        _reading = Task.Factory.StartNew(() => ReadAll(stream), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public string Path { get; }

    /// <exception cref="EmulatorStartException">The system makes no named pipe.</exception>
    public static async Task<TracePipe> CreateAsync(TraceReader reader)
    {
        var folder = new PrivateFolder();
        try
        {
            await using var mkfifo = ChildProcess.Start("mkfifo", [PathIn(folder)]);
            if (!await mkfifo.WaitForExitAsync(Patience) || mkfifo.ExitCode != 0)
                throw new EmulatorStartException($"No named pipe for the emulator's log: {mkfifo.EndReason}. Estimates need mkfifo; leave them out with --estimate off.");
            return new(folder, reader);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Waits for all that was written; the emulator must have ended.</summary>
    /// <exception cref="FormatException">The log is not as expected.</exception>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        await WriteEndAsync();
        await _reading.WaitAsync(cancellation);
        if (_misread is { } misread)
            throw misread;
    }

    public async ValueTask DisposeAsync()
    {
        await WriteEndAsync();
        await _reading;
        _folder.Dispose();
    }

    private static string PathIn(PrivateFolder folder) => folder.PathOf("trace");

    private async Task WriteEndAsync()
    {
        if (_ended)
            return;
        _ended = true;
        await using var stream = new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        await using var writer = new StreamWriter(stream);
        // A killed emulator may leave half a line.
        await writer.WriteAsync($"\n{End}\n");
    }

    // Read to the end whatever it says: an emulator whose log nobody takes stands still.
    private void ReadAll(Stream stream)
    {
        using var lines = new StreamReader(stream, bufferSize: 1 << 16);
        while (lines.ReadLine() is { } line && line != End)
        {
            try
            {
                if (_misread is null)
                    _reader.Add(line);
            }
            catch (FormatException error)
            {
                _misread = error;
            }
        }
    }
}
