using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators;

/// <summary>What the interpreter knows of one TFLite operator.</summary>
public abstract class OperatorDefinition
{
    public abstract BuiltinOperator Code { get; }

    /// <summary>Highest operator version whose meaning is implemented; versions start at 1.</summary>
    public abstract int MaxVersion { get; }

    /// <summary>Types it computes in, for refusals and the table of operators.</summary>
    public virtual string SupportedTypes => "INT8 and FLOAT32";

    /// <summary>Reads the built-in options, absent fields at the schema's defaults; an operator without fields has nothing to read.</summary>
    public virtual OperatorOptions ReadOptions(OptionsTable table) => new NoOptions(table.UnionType);

    /// <summary>Validates everything once, so that running needs no checks.</summary>
    /// <exception cref="ModelException">The model asks for what is damaged or not supported.</exception>
    public abstract PreparedOperator Prepare(PrepareContext context);
}
