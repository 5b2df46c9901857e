namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>Names of <see cref="QuantizationTarget"/> on the command line.</summary>
public static class QuantizationTargets
{
    public static string NameOf(QuantizationTarget target) => target switch
    {
        QuantizationTarget.Int16x8 => "int16x8",
        QuantizationTarget.Q7 => "q7",
        _ => "int8",
    };

    /// <exception cref="FormatException">Unknown; names the legal ones.</exception>
    public static QuantizationTarget Parse(string text) => Enum.GetValues<QuantizationTarget>().Cast<QuantizationTarget?>().FirstOrDefault(t => NameOf(t!.Value) == text)
        ?? throw new FormatException($"'{text}' is nothing to quantize to; legal are {string.Join(", ", Enum.GetValues<QuantizationTarget>().Select(NameOf))}");
}
