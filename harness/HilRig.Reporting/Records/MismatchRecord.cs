namespace HilRig.Reporting.Records;

/// <summary>The first place where a target and the simulator differ.</summary>
public sealed record MismatchRecord
{
    public required int Sample { get; init; }

    /// <summary>Index of the first diverging operator.</summary>
    public required int Operator { get; init; }

    /// <summary><c>operator 3 CONV_2D version 1 'conv_7'</c>.</summary>
    public required string Layer { get; init; }

    /// <summary>Flat index in the output tensor.</summary>
    public required int Element { get; init; }

    public required int Channel { get; init; }

    public required int Expected { get; init; }

    public required int Actual { get; init; }

    /// <summary>Elements of the tensor that differ.</summary>
    public required int DifferingElements { get; init; }

    public ElementRecord? Simulator { get; init; }

    public ElementRecord? Target { get; init; }

    /// <summary>What the two traces say, in words.</summary>
    public string Explanation { get; init; } = "";
}

/// <summary>How one side computed the element.</summary>
public sealed record ElementRecord(
    int BiasStored, int BiasWidened, int Accumulator, int Multiplier, int Shift, int Requantized, int Output);

/// <summary>A gate and what it found.</summary>
/// <param name="Text">As the user wrote it.</param>
/// <param name="Value">What was found, in the gate's unit; null when the target has no such figure.</param>
public sealed record GateRecord(string Text, string Target, double? Value, string Unit, bool Passed, string Sentence);
