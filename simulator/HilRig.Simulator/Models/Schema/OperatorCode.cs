namespace HilRig.Simulator.Models.Schema;

/// <summary>An entry of the model's list of operator codes.</summary>
internal sealed record OperatorCode(BuiltinOperator Code, string? CustomCode, int Version)
{
    public static OperatorCode Read(FlatTable table, ListReader lists)
    {
        // Codes above 127 did not fit the first field, an int8; writers put 127 there and the code in a second one.
        int old = unchecked((sbyte)table.UInt8(Fields.OperatorCode.DeprecatedCode));
        int code = Math.Max(old, table.Int32(Fields.OperatorCode.Code));
        int version = table.Int32(Fields.OperatorCode.Version, absent: 1);
        string? custom = lists.Text(table, Fields.OperatorCode.CustomCode, "custom code");
        if (code < 0 || version < 1)
            throw table.Damaged($"it has code {code} (0 or more) and version {version} (1 or more)");
        if (code != (int)BuiltinOperator.Custom)
            return new OperatorCode((BuiltinOperator)code, null, version);
        if (string.IsNullOrEmpty(custom))
            throw table.Damaged("it is a custom operator without a name");
        return new OperatorCode(BuiltinOperator.Custom, custom, version);
    }
}
