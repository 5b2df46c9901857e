namespace HilRig.Simulator.Models;

/// <summary>
/// A verified view of an operator's built-in options table. Reads are by field number of TFLite's schema and give
/// the default where the field, or the whole table, is absent. A field that does not lie inside the file throws
/// <see cref="MalformedModelException"/>.
/// </summary>
public readonly struct OptionsTable
{
    /// <summary>TFLite's <c>BuiltinOptions</c> union member; 0 when there is no table.</summary>
    public byte UnionType { get; init; }
}
