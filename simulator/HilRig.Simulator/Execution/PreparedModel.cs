using System.Collections.Immutable;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Operators.CmsisNN;

namespace HilRig.Simulator.Execution;

/// <summary>A model ready to run: every operator prepared, the arena planned. Immutable, shared by threads.</summary>
public sealed class PreparedModel
{
    /// <summary>An inference beyond this many steps is a damaged model, or one for no microcontroller.</summary>
    public const long MostSteps = 100_000_000_000;

    private PreparedModel(ModelGraph graph, Rounding rounding, KernelPath? build, ImmutableArray<PreparedOperator> operators)
    {
        (Graph, Rounding, Build, Operators) = (graph, rounding, build, operators);
        Plan = MemoryPlan.For(graph);
        Variables = [.. graph.Variables().Select(VariableTensor.Of)];
        ScratchElements = operators.Select(o => o.ScratchElements).DefaultIfEmpty(0).Max();
        InputBytes = graph.Inputs.Sum(t => Plan[t].Bytes);
        OutputBytes = graph.Outputs.Sum(t => (int)graph.Tensor(t).ByteCount);
    }

    /// <summary>The graph that is run: the model's, with operators on constants folded away. Tensor indices are the model's.</summary>
    public ModelGraph Graph { get; }

    public Rounding Rounding { get; }

    /// <summary>The build of CMSIS-NN whose wrappers run; null for the reference, on which all builds agree but for their divergences.</summary>
    public KernelPath? Build { get; }

    public ImmutableArray<PreparedOperator> Operators { get; }

    public MemoryPlan Plan { get; }

    /// <summary>Bytes of one sample's inputs together.</summary>
    public int InputBytes { get; }

    /// <summary>Bytes of one sample's outputs together.</summary>
    public int OutputBytes { get; }

    /// <summary>Multiply-accumulates of one inference.</summary>
    public long Macs => Operators.Sum(o => o.Macs);

    /// <summary>Elementary steps of one inference: multiply-accumulates, or what an operator does instead.</summary>
    public long Steps => Operators.Sum(o => Math.Max(o.Macs, o.Steps));

    /// <summary>The states that survive from one inference to the next.</summary>
    public ImmutableArray<VariableTensor> Variables { get; }

    /// <summary>True when outputs may depend on earlier inferences.</summary>
    public bool IsStateful => !Variables.IsEmpty;

    internal int ScratchElements { get; }

    /// <summary>Validates and prepares every operator.</summary>
    /// <param name="width">Vector width of the kernels; null for the widest here. Every width gives the same bits.</param>
    /// <param name="build">Run Arm's wrappers as that build does; null for TensorFlow Lite Micro's reference.</param>
    /// <exception cref="ModelException">The model is damaged or uses something that is not supported.</exception>
    public static PreparedModel Prepare(
        ModelGraph graph, Rounding rounding = Rounding.Double, VectorWidth? width = null, KernelPath? build = null)
    {
        try
        {
            return Unfolded(ConstantFolding.Apply(graph, rounding), rounding, width ?? VectorWidths.Best, build);
        }
        catch (OverflowException overflow)
        {
            throw new MalformedModelException("tensor shapes or options overflow 32-bit sizes; the model is damaged", overflow);
        }
    }

    /// <summary>The same model with other constants: operators that read none of the changed ones are shared, not prepared again.</summary>
    /// <param name="graph">This model's own graph with other data, types or scales in some constants, nothing else.</param>
    /// <exception cref="ModelException">An operator cannot take its new constant.</exception>
    public PreparedModel WithConstants(ModelGraph graph)
    {
        var changed = graph.Tensors.Where(t => !ReferenceEquals(t, Graph.Tensor(t.Index))).Select(t => t.Index).ToHashSet();
        return new(graph, Rounding, Build, [.. Operators.Select(o => o.Node.Inputs.Any(changed.Contains) ? Again(o.Node) : o)]);
        PreparedOperator Again(OperatorNode node) =>
            InBuild(OperatorRegistry.Find(graph, node).Prepare(new(graph, node, Rounding, VectorWidths.Best)), graph, Build);
    }

    /// <summary>Memory for one thread to run in.</summary>
    public InferenceSession CreateSession() => new(this);

    /// <summary>The same model with other operators in the places of these.</summary>
    internal PreparedModel With(Func<PreparedOperator, PreparedOperator> other) => new(Graph, Rounding, Build, [.. Operators.Select(other)]);

    /// <summary>Prepares the operators as they stand.</summary>
    internal static PreparedModel Unfolded(ModelGraph graph, Rounding rounding, VectorWidth width, KernelPath? build = null) => Checked(new(
        graph, rounding, build,
        [.. graph.Operators.Select(node => InBuild(OperatorRegistry.Find(graph, node).Prepare(new(graph, node, rounding, width)), graph, build))]));

    private static PreparedOperator InBuild(PreparedOperator prepared, ModelGraph graph, KernelPath? build) =>
        build is null ? prepared : LibraryBuild.Of(prepared, graph);

    private static PreparedModel Checked(PreparedModel model) => model.Steps <= MostSteps
        ? model
        : throw new UnsupportedModelException($"one inference takes {model.Steps} steps, at most {MostSteps} are run");
}
