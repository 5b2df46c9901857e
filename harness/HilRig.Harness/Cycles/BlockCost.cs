using HilRig.Harness.Cycles.Decoding;

namespace HilRig.Harness.Cycles;

/// <summary>What one pass through straight code costs.</summary>
/// <param name="Cycles">Of all its instructions, without its last branch being taken.</param>
/// <param name="TakenCycles">What is added when it is taken.</param>
/// <param name="Instructions">How many.</param>
/// <param name="Unknown">How many of them are not recognized, at one cycle each.</param>
public readonly record struct BlockCost(int Cycles, int TakenCycles, int Instructions, int Unknown)
{
    /// <summary>The cost of code under a core's rules.</summary>
    /// <param name="code">Whole instructions, executed from the first to the last.</param>
    public static BlockCost Of(ReadOnlySpan<byte> code, CoreRules rules)
    {
        var (cycles, unknown, instructions) = (0, 0, ThumbDecoder.DecodeAll(code));
        var previous = default(Instruction);
        foreach (var instruction in instructions)
        {
            cycles += Cost(instruction, previous, rules);
            unknown += IsUnknown(instruction, rules) ? 1 : 0;
            previous = instruction;
        }
        return new(cycles, Taken(previous.Kind, rules), instructions.Count, unknown);
    }

    private static int Cost(Instruction i, Instruction previous, CoreRules rules) => i.Kind switch
    {
        InstructionKind.MultiplyAccumulate => rules.MultiplyAccumulate,
        InstructionKind.LongMultiply => rules.LongMultiply,
        InstructionKind.LongMultiplyAccumulate => rules.LongMultiplyAccumulate,
        InstructionKind.Divide => rules.Divide,
        InstructionKind.Load => Hidden(i, previous, rules) ?? rules.Load,
        InstructionKind.Store => AfterLoad(previous, rules) ?? (i.RegisterOffset ? rules.RegisterStore : rules.Store),
        InstructionKind.LoadPc => rules.Load,
        InstructionKind.TableBranch => 2,
        InstructionKind.LoadPair or InstructionKind.StorePair or InstructionKind.LoadMultiple or InstructionKind.StoreMultiple
            or InstructionKind.LoadMultiplePc or InstructionKind.FloatLoadMultiple or InstructionKind.FloatStoreMultiple => rules.Multiple + i.Registers,
        InstructionKind.Barrier => rules.Barrier,
        InstructionKind.StatusAccess => rules.StatusAccess,
        InstructionKind.FloatMultiplyAccumulate => rules.FloatMultiplyAccumulate,
        InstructionKind.FloatDivide => rules.FloatDivide,
        InstructionKind.FloatMovePair => 2,
        InstructionKind.FloatLoad or InstructionKind.FloatStore => rules.FloatLoad + i.Registers - 1,
        InstructionKind.VectorAlu or InstructionKind.VectorMemory => Vector(i.Kind, previous.Kind, rules),
        _ => 1,
    };

    private static int? Hidden(Instruction load, Instruction previous, CoreRules rules) =>
        (load.AddressRegisters & previous.Loaded) == 0 ? AfterLoad(previous, rules) : null;

    private static int? AfterLoad(Instruction previous, CoreRules rules) => previous.Kind == InstructionKind.Load ? rules.PipelinedAccess : null;

    private static int Vector(InstructionKind kind, InstructionKind previous, CoreRules rules)
    {
        var overlaps = previous is InstructionKind.VectorAlu or InstructionKind.VectorMemory && previous != kind;
        return Math.Max(1, overlaps ? rules.Vector / 2 : rules.Vector);
    }

    private static int Taken(InstructionKind last, CoreRules rules) => last switch
    {
        InstructionKind.BranchLink => rules.RefillOfCall,
        InstructionKind.LoadMultiplePc => rules.RefillOfReturn,
        InstructionKind.Branch or InstructionKind.CompareBranch or InstructionKind.BranchRegister or InstructionKind.TableBranch
            or InstructionKind.LoadPc or InstructionKind.LoopStart => rules.Refill,
        // The loop cache of the M55: the branch back costs nothing beyond its cycle.
        _ => 0,
    };

    private static bool IsUnknown(Instruction i, CoreRules rules) => i.Kind switch
    {
        InstructionKind.Unknown => true,
        InstructionKind.VectorAlu or InstructionKind.VectorMemory or InstructionKind.LoopStart or InstructionKind.LoopEnd => rules.Vector == 0,
        _ => false,
    };
}
