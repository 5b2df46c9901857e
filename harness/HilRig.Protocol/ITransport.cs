namespace HilRig.Protocol;

/// <summary>
/// A two-way byte link to one board. One reader and one writer at a time. Deadlines are the caller's, by cancellation;
/// after a cancelled read or write the link may be closed only, not used on.
/// </summary>
public interface ITransport : IAsyncDisposable
{
    /// <summary>What the link is, for people: `unix:/tmp/x.sock`, `process:hilrig (pid 12)`.</summary>
    string Description { get; }

    /// <summary>Why the link ended, where the transport knows: exit code and last words of a process. Null while it lives or when unknown.</summary>
    string? EndReason => null;

    /// <summary>Waits for bytes; returns how many arrived, 0 when the link has ended. Never throws because the other side went away.</summary>
    ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Sends all of <paramref name="bytes"/>.</summary>
    /// <exception cref="IOException">The link has ended.</exception>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);
}
