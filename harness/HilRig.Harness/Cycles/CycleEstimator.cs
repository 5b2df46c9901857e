using HilRig.Harness.Boards;
using HilRig.Harness.Cycles.Traces;
using HilRig.Harness.Elf;
using HilRig.Simulator.Execution;

namespace HilRig.Harness.Cycles;

/// <summary>Estimates the cycles of one inference: blocks counted under the emulator, decoded here, weighed by the core's rules and scaled.</summary>
public static class CycleEstimator
{
    private const string Qemu = "qemu:";

    /// <summary>Whether a target is an emulated core that there are rules for.</summary>
    public static bool Knows(string target) => BoardOf(target) is { } board && CoreRules.Of(board.Core) is not null;

    /// <param name="target">One that is known, `qemu:BOARD`.</param>
    /// <param name="sample">One sample of the model.</param>
    /// <exception cref="UsageException">No rules, or not under QEMU.</exception>
    /// <exception cref="Devices.InfrastructureException">The emulator or the board gives out.</exception>
    public static async Task<CycleEstimate> RunAsync(string target, PreparedModel model, ReadOnlyMemory<byte> sample, CancellationToken cancellation)
    {
        if (BoardOf(target) is not { } board || CoreRules.Of(board.Core) is not { } rules)
            throw new UsageException($"there is no cycle model of '{target}'; it takes qemu:BOARD with a Cortex-M0, M0+, M3, M4, M7, M33 or M55");
        var traced = await TracedInference.RunAsync(target, board.Id, model, sample, cancellation);
        var scale = CycleScale.Of(board.Core);
        var costs = new Dictionary<CodeRange, BlockCost>();
        BlockCost CostOf(CodeRange range) => costs.TryGetValue(range, out var known) ? known : costs[range] = BlockCost.Of(Code(traced.Elf, range), rules);
        return new(rules.Name, scale, [.. traced.Operators.Select((trace, i) => Weigh(trace, traced.Counted[i], scale, CostOf))]);
    }

    private static BoardDescription? BoardOf(string target) => target.StartsWith(Qemu, StringComparison.Ordinal)
        ? BoardCatalog.Load().Boards.FirstOrDefault(b => b.Id == target[Qemu.Length..])
        : null;

    private static OperatorEstimate Weigh(OperatorTrace trace, long counted, CycleScale scale, Func<CodeRange, BlockCost> costOf)
    {
        var (instructions, cycles, branches, unknown) = (0L, 0L, 0L, 0L);
        foreach (var (range, block) in trace.Blocks)
        {
            var cost = costOf(range);
            instructions += block.Executions * cost.Instructions;
            cycles += block.Executions * cost.Cycles + block.Taken * cost.TakenCycles;
            branches += block.Taken;
            unknown += block.Executions * cost.Unknown;
        }
        return new(instructions, counted, cycles, branches, unknown, scale.Scale * cycles);
    }

    private static ReadOnlySpan<byte> Code(ElfFile elf, CodeRange range) => elf.BytesAt(range.Start, range.End - range.Start);
}
