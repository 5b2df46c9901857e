namespace HilRig.Harness.Cycles.Decoding;

/// <summary>What an instruction is to a cycle model.</summary>
public enum InstructionKind
{
    /// <summary>Not recognized: counted as one cycle, and counted.</summary>
    Unknown,

    /// <summary>Data processing, moves, shifts, bit fields, extension, saturation.</summary>
    Alu,

    /// <summary>SIMD within a register: parallel additions, QADD, SXTB16.</summary>
    Dsp,

    /// <summary>Multiplications of the DSP extension with a 32-bit or a 64-bit result: SMLAD, SMLABB, SMMLA, SMLALD.</summary>
    DspMultiply,
    Multiply,

    /// <summary>MLA and MLS.</summary>
    MultiplyAccumulate,

    /// <summary>SMULL and UMULL.</summary>
    LongMultiply,

    /// <summary>SMLAL, UMLAL and UMAAL.</summary>
    LongMultiplyAccumulate,
    Divide,
    Load,
    Store,
    LoadPair,
    StorePair,
    LoadMultiple,
    StoreMultiple,

    /// <summary>B, with or without condition.</summary>
    Branch,

    /// <summary>CBZ and CBNZ.</summary>
    CompareBranch,

    /// <summary>BL.</summary>
    BranchLink,

    /// <summary>BX, BLX, and writes of the program counter by MOV or ADD.</summary>
    BranchRegister,

    /// <summary>TBB and TBH.</summary>
    TableBranch,

    /// <summary>LDR into the program counter.</summary>
    LoadPc,

    /// <summary>LDM or POP with the program counter in its list.</summary>
    LoadMultiplePc,

    /// <summary>IT.</summary>
    IfThen,
    Nop,

    /// <summary>DMB, DSB and ISB.</summary>
    Barrier,

    /// <summary>MRS, MSR and CPS.</summary>
    StatusAccess,

    /// <summary>VADD, VMUL, VCMP, VCVT and moves of one register.</summary>
    FloatAlu,

    /// <summary>VMLA, VFMA and their kin.</summary>
    FloatMultiplyAccumulate,

    /// <summary>VDIV and VSQRT.</summary>
    FloatDivide,

    /// <summary>VMOV of two core registers.</summary>
    FloatMovePair,
    FloatLoad,
    FloatStore,
    FloatLoadMultiple,
    FloatStoreMultiple,

    /// <summary>WLS and DLS.</summary>
    LoopStart,

    /// <summary>LE and LETP.</summary>
    LoopEnd,

    /// <summary>MVE arithmetic.</summary>
    VectorAlu,

    /// <summary>MVE loads and stores.</summary>
    VectorMemory,
}
