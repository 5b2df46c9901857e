using System.Collections.Immutable;

namespace HilRig.Simulator.Models.Schema;

/// <summary>Reads the operators of a subgraph.</summary>
internal sealed class OperatorReader(FlatTable model, ListReader lists, int tensors)
{
    private readonly ImmutableArray<OperatorCode> _codes =
    [
        .. lists.Tables(model, Fields.Model.OperatorCodes, "operator codes", "operator code")
            .Select(code => OperatorCode.Read(code, lists)),
    ];

    public ImmutableArray<OperatorNode> ReadAll(FlatTable subgraph)
    {
        ImmutableArray<FlatTable> tables = lists.Tables(subgraph, Fields.Subgraph.Operators, "operators", "operator");
        return [.. tables.Select(Read)];
    }

    private OperatorNode Read(FlatTable table, int index)
    {
        OperatorCode code = CodeOf(table);
        CheckUnusedParts(table);
        return new OperatorNode
        {
            Index = index,
            Code = code.Code,
            CustomCode = code.CustomCode,
            Version = code.Version,
            Inputs = TensorIndices.Read(lists, table, Fields.Operator.Inputs, "input", tensors, mayBeAbsent: true),
            Outputs = TensorIndices.Read(lists, table, Fields.Operator.Outputs, "output", tensors),
            Options = OptionsOf(table),
        };
    }

    private OperatorCode CodeOf(FlatTable table)
    {
        uint index = table.UInt32(Fields.Operator.OpcodeIndex);
        if (index >= _codes.Length)
            throw table.Damaged($"it has operator code {index}, and the file has {_codes.Length} (numbered from 0)");
        return _codes[(int)index];
    }

    /// <summary>Without a type there is no union, whatever the table field says.</summary>
    private static OptionsTable OptionsOf(FlatTable table)
    {
        byte type = table.UInt8(Fields.Operator.OptionsType);
        FlatTable options = table.Table(Fields.Operator.Options, $"the options of {table.What}");
        return new OptionsTable(type, type == 0 ? default : options);
    }

    // Nothing here reads them, but what a file carries has to be intact.
    private void CheckUnusedParts(FlatTable table)
    {
        table.Vector(Fields.Operator.CustomOptions, 1, "custom options");
        table.Vector(Fields.Operator.MutatingVariableInputs, 1, "mutating variable inputs");
        TensorIndices.Read(lists, table, Fields.Operator.Intermediates, "intermediate", tensors, mayBeAbsent: true);
    }
}
