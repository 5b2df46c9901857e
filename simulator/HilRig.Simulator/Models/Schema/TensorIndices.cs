using System.Collections.Immutable;

namespace HilRig.Simulator.Models.Schema;

/// <summary>Lists of tensor indices, range-checked.</summary>
internal static class TensorIndices
{
    /// <summary>Reads a list whose members are 0 to <paramref name="tensors"/> - 1, or -1 where that may stand for an absent one.</summary>
    /// <exception cref="MalformedModelException">A member is out of range.</exception>
    public static ImmutableArray<int> Read(
        ListReader lists, FlatTable table, int field, string part, int tensors, bool mayBeAbsent = false)
    {
        ImmutableArray<int> indices = lists.Int32s(table, field, part + "s");
        int lowest = mayBeAbsent ? -1 : 0;
        foreach (int index in indices)
            if (index < lowest || index >= tensors)
                throw table.Damaged($"one {part} is tensor {index}, and {lowest} to {tensors - 1} are possible");
        return indices;
    }
}
