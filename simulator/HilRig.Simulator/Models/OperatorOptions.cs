using Google.FlatBuffers;

namespace HilRig.Simulator.Models;

/// <summary>A built-in options table to be written; each operator has its own record.</summary>
public abstract record OperatorOptions
{
    /// <summary>TFLite's <c>BuiltinOptions</c> union member, 1 to 255.</summary>
    public abstract byte UnionType { get; }

    /// <summary>Writes the table (and, before it, its vectors) and gives the offset that <c>EndTable</c> returned.</summary>
    public abstract int Write(FlatBufferBuilder builder);
}
