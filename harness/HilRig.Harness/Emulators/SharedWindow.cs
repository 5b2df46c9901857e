using System.IO.MemoryMappedFiles;
using HilRig.Harness.Boards;

namespace HilRig.Harness.Emulators;

/// <summary>
/// A file that is the board's memory window: what the host writes the board reads, and the other way round, without the wire.
/// The wire orders it: write, then send the request; read after its reply.
/// </summary>
public sealed class SharedWindow : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private bool _disposed;

    private SharedWindow(string path, int bytes, long fileBytes, long offset)
    {
        FilePath = path;
        Bytes = bytes;
        FileBytes = fileBytes;
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Create, null, fileBytes);
        _view = _file.CreateViewAccessor(offset, bytes);
    }

    /// <summary>The file, to be named to the emulator.</summary>
    public string FilePath { get; }

    /// <summary>Size.</summary>
    public int Bytes { get; }

    /// <summary>Size of the file that the window is a part of.</summary>
    public long FileBytes { get; }

    /// <summary>Creates the file, all zero; where nothing is written it takes no space.</summary>
    /// <param name="path">Where; an existing file is overwritten.</param>
    /// <param name="bytes">1..2^31 - 1.</param>
    public static SharedWindow Create(string path, int bytes) => new(path, bytes, bytes, 0);

    /// <summary>Creates the file that a board description asks for.</summary>
    internal static SharedWindow Create(string path, BoardWindow window) => new(path, (int)window.Bytes, window.FileBytes, window.BackendOffset);

    /// <summary>Writes at <paramref name="offset"/> of the window.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It would reach past the window's end.</exception>
    public void Write(int offset, ReadOnlySpan<byte> bytes)
    {
        Check(offset, bytes.Length);
        _view.SafeMemoryMappedViewHandle.WriteSpan((ulong)offset, bytes);
    }

    /// <summary>Fills <paramref name="destination"/> from <paramref name="offset"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It would reach past the window's end.</exception>
    public void Read(int offset, Span<byte> destination)
    {
        Check(offset, destination.Length);
        _view.SafeMemoryMappedViewHandle.ReadSpan((ulong)offset, destination);
    }

    /// <summary><paramref name="count"/> bytes from <paramref name="offset"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They would reach past the window's end.</exception>
    public byte[] Read(int offset, int count)
    {
        Check(offset, count);
        var bytes = new byte[count];
        Read(offset, bytes);
        return bytes;
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
        _disposed = true;
    }

    private void Check(int offset, int count)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (offset < 0 || count < 0 || count > Bytes - offset)
            throw new ArgumentOutOfRangeException(
                nameof(offset), $"{count} bytes at {offset} do not lie in the window of {Bytes} bytes: send fewer samples at once.");
    }
}
