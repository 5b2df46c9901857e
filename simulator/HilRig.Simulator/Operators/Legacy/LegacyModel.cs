using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Legacy;

/// <summary>
/// A q7 model as CMSIS-NN's legacy functions compute it. The model is an int8 one whose scales are powers of two, whose zero points are 0 and
/// whose biases are INT8 with a left shift for the layer; formats, <c>bias_shift</c> and <c>out_shift</c> follow from its scales.
/// </summary>
public static class LegacyModel
{
    /// <exception cref="UnsupportedModelException">An operator or a scale that the legacy functions do not know; names it and the mend.</exception>
    public static PreparedModel Prepare(ModelGraph graph) => Of(PreparedModel.Prepare(graph));

    /// <summary>The same of a model that was prepared for the reference.</summary>
    public static PreparedModel Of(PreparedModel model) => model.With(prepared => LegacyBuild.Of(prepared, model.Graph));
}
