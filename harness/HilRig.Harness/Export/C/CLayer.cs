using HilRig.Kernels.NNSupport;

namespace HilRig.Harness.Export.C;

/// <summary>One operator as C.</summary>
/// <param name="Call">The statements of its function; the last returns CMSIS-NN's status.</param>
internal sealed record CLayer(params IReadOnlyList<string> Call)
{
    /// <summary>For people: weights, windows and whatever the tensors do not tell.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Constants at file scope.</summary>
    public IReadOnlyList<string> Constants { get; init; } = [];

    /// <summary>The statement that returns the bytes of scratch, as CMSIS-NN's own functions give them; null where it needs none.</summary>
    public string? Scratch { get; init; }

    /// <summary>The same, known here, by build.</summary>
    public Func<KernelPath, int> ScratchBytes { get; init; } = _ => 0;

    /// <summary>Statements that run once, at init.</summary>
    public IReadOnlyList<string> Prepare { get; init; } = [];
}
