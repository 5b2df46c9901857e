namespace HilRig.Harness.Cycles.Traces;

/// <summary>Straight code from an address up to, not including, another.</summary>
public readonly record struct CodeRange(uint Start, uint End);

/// <summary>How often code ran during one operator, from its first instruction to its last.</summary>
public sealed class ExecutedBlock
{
    public long Executions { get; internal set; }

    /// <summary>How often it went on anywhere but right behind it: its branch was taken.</summary>
    public long Taken { get; internal set; }
}

/// <summary>All code that ran in one operator, between the two readings of the counter that give its figure.</summary>
public sealed class OperatorTrace
{
    private readonly Dictionary<CodeRange, ExecutedBlock> _blocks = [];

    public IReadOnlyDictionary<CodeRange, ExecutedBlock> Blocks => _blocks;

    internal void Add(CodeRange range, bool taken)
    {
        if (!_blocks.TryGetValue(range, out var block))
            _blocks.Add(range, block = new());
        block.Executions++;
        block.Taken += taken ? 1 : 0;
    }
}
