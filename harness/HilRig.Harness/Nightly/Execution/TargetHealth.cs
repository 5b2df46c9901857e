using System.Collections.Concurrent;

namespace HilRig.Harness.Nightly.Execution;

/// <summary>Which targets have failed so often in a row that trying them further only costs the night.</summary>
/// <param name="limit">Failures in a row, 1 or more.</param>
internal sealed class TargetHealth(int limit)
{
    private readonly ConcurrentDictionary<string, int> _failures = new();

    public void Report(string target, bool failed) => _failures.AddOrUpdate(target, failed ? 1 : 0, (_, before) => failed ? before + 1 : 0);

    /// <summary>Why a target is not tried any more; null while it is.</summary>
    public string? GivenUp(string target) => _failures.TryGetValue(target, out var failures) && failures >= limit
        ? $"not tried: {target} has failed {limit} jobs in a row (give-up-after)"
        : null;
}
