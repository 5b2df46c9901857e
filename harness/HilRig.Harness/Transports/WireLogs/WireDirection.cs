namespace HilRig.Harness.Transports.WireLogs;

/// <summary>Which way the bytes of a wire record went.</summary>
public enum WireDirection : byte
{
    HostToBoard = 0,
    BoardToHost = 1,

    /// <summary>No bytes of the wire: UTF-8 text of the host, e.g. "link ended".</summary>
    Note = 2,
}
