using HilRig.Simulator.Execution;

namespace HilRig.Simulator.Quantization.Repair;

/// <summary>What a search for plans is given.</summary>
public sealed record RepairInput
{
    /// <summary>The model with INT32 biases.</summary>
    public required PreparedModel Model { get; init; }

    /// <summary>Samples to fit, one after another.</summary>
    public required ReadOnlyMemory<byte> Inputs { get; init; }

    public required int Samples { get; init; }

    /// <summary>Whether the largest output is an answer.</summary>
    public required bool HasAnswers { get; init; }

    /// <summary>Flash of a layer's bias.</summary>
    public required Func<LayerBias, int> Bytes { get; init; }

    /// <summary>Widest stored integer, 4 to 16, or 32.</summary>
    public int MostBits { get; init; } = 32;

    /// <summary>What to come near to, with means of channels corrected; null for the model with INT32 biases.</summary>
    public FloatTarget? Float { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>Phase, how much of it is done, and how much there is; from any thread.</summary>
    public Action<string, int, int>? Progress { get; init; }
}
