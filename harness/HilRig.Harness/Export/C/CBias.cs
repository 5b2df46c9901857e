namespace HilRig.Harness.Export.C;

/// <summary>A layer's biases as its call takes them.</summary>
/// <param name="Expression">The argument: an array, or NULL.</param>
/// <param name="Note">For people.</param>
internal sealed record CBias(string Expression, string Note)
{
    /// <summary>Arrays at file scope.</summary>
    public IReadOnlyList<string> Constants { get; init; } = [];

    /// <summary>Statements before the call.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>Statements at init.</summary>
    public IReadOnlyList<string> Prepare { get; init; } = [];
}
