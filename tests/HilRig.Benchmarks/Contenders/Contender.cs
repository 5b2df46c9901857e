namespace HilRig.Benchmarks.Contenders;

/// <summary>One way to run a graph once: inputs are in place, outputs are overwritten.</summary>
/// <param name="Name">Column head.</param>
/// <param name="Output">Reads the first output of the last run as int8 codes in ONNX's order of dimensions, for comparing.</param>
internal sealed record Contender(string Name, Action Action, Func<sbyte[]> Output, IDisposable? Owner = null) : IDisposable
{
    public void Dispose() => Owner?.Dispose();
}
