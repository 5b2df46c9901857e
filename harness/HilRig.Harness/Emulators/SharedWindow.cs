using System.IO.MemoryMappedFiles;

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

    private SharedWindow(string path, int bytes)
    {
        FilePath = path;
        Bytes = bytes;
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Create, null, bytes);
        _view = _file.CreateViewAccessor(0, bytes);
    }

    /// <summary>The file, to be named to the emulator.</summary>
    public string FilePath { get; }

    /// <summary>Size.</summary>
    public int Bytes { get; }

    /// <summary>Creates the file, all zero.</summary>
    /// <param name="path">Where; an existing file is overwritten.</param>
    /// <param name="bytes">1..2^31 - 1.</param>
    public static SharedWindow Create(string path, int bytes) => new(path, bytes);

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
