using HilRig.Harness.Data;
using HilRig.Reporting.Records.Bias;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Harness.Bias;

/// <summary>What a model is for.</summary>
public enum TaskKind
{
    /// <summary>The largest output is the answer.</summary>
    Classification,

    /// <summary>The outputs rebuild the inputs; the score is how badly.</summary>
    Autoencoder,

    /// <summary>The outputs are numbers.</summary>
    Regression,
}

/// <summary>What a model is for, and the tensor whose margins and errors tell what happens to it.</summary>
/// <param name="Score">
/// The input of a last SOFTMAX or LOGISTIC, whose output saturates and hides margins; else the output.
/// </param>
public sealed record ModelTask(TaskKind Kind, TensorInfo Score)
{
    /// <summary>Finds the task by the shapes, and by whether there are labels.</summary>
    public static ModelTask Of(PreparedModel model, int[]? labels)
    {
        var kind = Answering.HasClasses(model, labels) ? TaskKind.Classification
            : Elements(model, model.Graph.Inputs) == Elements(model, model.Graph.Outputs) && Elements(model, model.Graph.Outputs) > 1 ? TaskKind.Autoencoder
            : TaskKind.Regression;
        var at = Writer(model, model.Graph.Outputs[0]);
        while (kind == TaskKind.Classification && Hides(model.Operators[at].Node.Code) && Writer(model, model.Operators[at].Node.Inputs[0]) is >= 0 and var before)
            at = before;
        return new(kind, model.Graph.Tensor(model.Operators[at].Node.Outputs[0]));
    }

    /// <summary>Whether outputs are answers that can change.</summary>
    public bool HasAnswers => Kind == TaskKind.Classification;

    /// <summary>For the report.</summary>
    public TaskRecord Record => new(Kind.ToString().ToLowerInvariant(), Score.Name, Score.Quantization?.Scale() ?? 1);

    private static bool Hides(BuiltinOperator code) => code is BuiltinOperator.Softmax or BuiltinOperator.Logistic or BuiltinOperator.Reshape;

    private static int Writer(PreparedModel model, int tensor)
    {
        for (var i = model.Operators.Length - 1; i >= 0; i--)
        {
            if (model.Operators[i].Node.Outputs.Contains(tensor))
                return i;
        }
        return -1;
    }

    private static long Elements(PreparedModel model, IEnumerable<int> tensors) => tensors.Sum(t => model.Graph.Tensor(t).ElementCount);
}
