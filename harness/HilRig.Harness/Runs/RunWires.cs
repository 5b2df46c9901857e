using System.Collections.Concurrent;
using HilRig.Harness.Transports.WireLogs;

namespace HilRig.Harness.Runs;

/// <summary>The wire logs of a run: <c>wire.hrt</c> for its only target, <c>wire-TARGET.hrt</c> for each of several.</summary>
/// <param name="folder">Where the files go.</param>
/// <param name="targets">All targets of the run.</param>
public sealed class RunWires(RunFolder folder, IReadOnlyCollection<string> targets) : IDisposable
{
    private readonly ConcurrentDictionary<string, WireLogWriter> _writers = new();

    /// <summary>The log of a target, created when it is first asked for.</summary>
    public WireLogWriter Of(string target) => _writers.GetOrAdd(target, name => WireLogWriter.Create(folder.WireLogOf(targets.Count > 1 ? name : null), name));

    public void Dispose()
    {
        foreach (var writer in _writers.Values)
            writer.Dispose();
    }
}
