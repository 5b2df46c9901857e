using HilRig.Protocol;

namespace HilRig.Harness.Emulators;

/// <summary>A board that is powered: a link, perhaps shared memory, and a reason when it dies. Disposing switches it off.</summary>
public interface IRunningBoard : IAsyncDisposable
{
    ITransport Transport { get; }

    /// <summary>Null where the host sees no memory of the board.</summary>
    SharedWindow? Window { get; }

    /// <summary>Exit code and last words when it ended, empty while it runs.</summary>
    string Ending();
}
