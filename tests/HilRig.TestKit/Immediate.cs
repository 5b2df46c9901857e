namespace HilRig.TestKit;

/// <summary>Progress that reports where it is reported to: <see cref="Progress{T}"/> posts to a thread pool, and the last report may come after the end.</summary>
public sealed class Immediate(Action<int> report) : IProgress<int>
{
    public void Report(int value) => report(value);
}
