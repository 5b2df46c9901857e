using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators;

/// <summary>One type an operator computes in.</summary>
/// <param name="Type">Type of the input that decides.</param>
/// <param name="Prepare">Validates what is particular to the type and prepares the operator.</param>
public sealed record OperatorForm(ElementType Type, Func<PrepareContext, PreparedOperator> Prepare);

/// <summary>An operator with a form for each of its types.</summary>
/// <param name="decides">Position of the input whose type decides.</param>
public abstract class FormedOperator(BuiltinOperator code, int maxVersion, int decides, params OperatorForm[] forms) : OperatorDefinition
{
    public sealed override BuiltinOperator Code => code;

    public sealed override int MaxVersion => maxVersion;

    public sealed override string SupportedTypes => string.Join(", ", forms.Select(f => f.Type.TfLiteName()));

    public sealed override PreparedOperator Prepare(PrepareContext context)
    {
        var input = context.Input(decides);
        var form = forms.FirstOrDefault(f => f.Type == input.Type) ?? throw context.UnsupportedType(input, SupportedTypes);
        Validate(context);
        return form.Prepare(context);
    }

    /// <summary>Checks what holds for every type.</summary>
    protected abstract void Validate(PrepareContext context);
}
