using HilRig.Simulator.Execution;

namespace HilRig.Harness.Data;

/// <summary>Whether a model's output is an answer, one class of several.</summary>
public static class Answering
{
    /// <summary>
    /// True with labels, and otherwise for several outputs that are not as many as the inputs: an autoencoder rebuilds its
    /// input, and its largest output is no answer.
    /// </summary>
    public static bool HasClasses(PreparedModel model, int[]? labels)
    {
        var inputs = model.Graph.Inputs.Sum(t => model.Graph.Tensor(t).ElementCount);
        var outputs = model.Graph.Outputs.Sum(t => model.Graph.Tensor(t).ElementCount);
        return labels is not null || (outputs > 1 && outputs != inputs);
    }
}
