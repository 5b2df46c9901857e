namespace HilRig.Harness.Emulators;

/// <summary>Memory that the board sees as its window and the host as a file. Deleted with the object.</summary>
public sealed class SharedWindow : IDisposable
{
    private readonly FileStream _file;

    public SharedWindow(string path, int bytes)
    {
        _file = new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        _file.SetLength(bytes);
        Bytes = bytes;
    }

    public string Path => _file.Name;

    public int Bytes { get; }

    public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(_file.SafeFileHandle, bytes, offset);

    public byte[] Read(long offset, int count)
    {
        var bytes = new byte[count];
        for (var done = 0; done < count;)
        {
            var read = RandomAccess.Read(_file.SafeFileHandle, bytes.AsSpan(done), offset + done);
            if (read == 0)
                throw new InfrastructureException($"the shared window {Path} ends at {offset + done}, {count} bytes from {offset} were asked for");
            done += read;
        }
        return bytes;
    }

    public void Dispose() => _file.Dispose();
}
