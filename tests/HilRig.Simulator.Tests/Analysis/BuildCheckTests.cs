using System.Collections.Immutable;
using HilRig.Kernels.NNSupport;
using HilRig.Simulator.Analysis;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Conv2D;
using HilRig.Simulator.Operators.FullyConnected;
using HilRig.Simulator.Operators.Softmax;
using static HilRig.Simulator.Tests.Models.SampleModels;

namespace HilRig.Simulator.Tests.Analysis;

/// <summary>What a build of CMSIS-NN would refuse or compute differently is known before a model runs.</summary>
public sealed class BuildCheckTests
{
    private static readonly KernelPath[] All = [KernelPath.C, KernelPath.Dsp, KernelPath.Mve];

    [Test]
    public void A_layer_on_which_all_builds_agree_has_no_warning() =>
        Assert.That(Check(Convolution(input: [1, 4, 4, 4], filter: [4, 3, 3, 4], output: [1, 4, 4, 4])), Is.Empty);

    [Test]
    public void A_row_that_leaves_two_columns_unused_fails_on_mve_alone()
    {
        var options = new Conv2DOptions(PaddingScheme.Valid, new(4, 1), new(1, 1), FusedActivation.None);
        var warning = Check(Convolution(input: [1, 1, 12, 4], filter: [4, 1, 2, 4], output: [1, 1, 3, 4], options: options)).Single();
        Assert.That(warning.Builds, Is.EqualTo(new[] { KernelPath.Mve }));
        Assert.That(warning.ToString(), Does.StartWith("MVE: ").And.Contain("arm_convolve_1_x_n_s8"));
    }

    [Test]
    public void Groups_without_a_bias_are_refused_by_every_build_and_computed_by_the_reference()
    {
        var spec = Convolution(input: [1, 3, 3, 4], filter: [4, 1, 1, 2], output: [1, 3, 3, 4], withBias: false);
        var warning = Check(spec).Single();
        Assert.That(warning.Builds, Is.EqualTo(All));
        Assert.That(warning.ToString(), Does.StartWith("CMSIS-NN: ").And.Contain("NULL bias"));
        Assert.That(Run(spec), Has.Length.EqualTo(36));
    }

    [Test]
    public void A_weight_zero_point_that_the_glue_ignores_shows_as_other_outputs()
    {
        var spec = FullyConnected(weightZeroPoint: 5, output: [1, 2, 3]);
        var warning = Check(spec).Single();
        Assert.That(warning.Builds, Is.EqualTo(All));
        Assert.That(warning.Text, Does.Contain("differ from the reference"));
        Assert.That(Check(FullyConnected(weightZeroPoint: 0, output: [1, 2, 3])), Is.Empty);
        Assert.That(Check(FullyConnected(weightZeroPoint: 5, output: [2, 3])), Is.Empty, "a matrix goes through the fully connected kernel, which knows it");
    }

    [Test]
    public void A_softmax_row_that_may_overflow_is_warned_of_and_runs_where_it_does_not()
    {
        var spec = Softmax(rowSize: 600);
        Assert.That(Check(spec).Single().Text, Does.Contain("2^28"));
        Assert.That(Check(Softmax(rowSize: 511)), Is.Empty);
        var peak = new byte[600];
        peak[17] = 127;
        Assert.That(Run(spec, peak)[17], Is.EqualTo(127), "one large logit is within the contract");
        Assert.That(() => Run(spec, [.. Enumerable.Repeat((byte)127, 600)]), Throws.InstanceOf<KernelContractException>().Or.InstanceOf<ModelException>());
    }

    private static ModelSpec Convolution(ImmutableArray<int> input, ImmutableArray<int> filter, ImmutableArray<int> output, bool withBias = true, Conv2DOptions? options = null) => new()
    {
        Tensors =
        [
            Tensor("in", ElementType.Int8, input, Uniform(0.5f, 3)),
            Tensor("weights", ElementType.Int8, filter, Uniform(0.25f, 0), Codes(filter)),
            Tensor("bias", ElementType.Int32, [filter[0]], Uniform(0.125f, 0), new byte[4 * filter[0]]),
            Tensor("out", ElementType.Int8, output, Uniform(20, -4)),
        ],
        Operators =
        [
            new()
            {
                Code = BuiltinOperator.Conv2D, Inputs = withBias ? [0, 1, 2] : [0, 1], Outputs = [3],
                Options = options ?? new Conv2DOptions(PaddingScheme.Same, new(1, 1), new(1, 1), FusedActivation.None),
            },
        ],
        Inputs = [0],
        Outputs = [3],
    };

    private static ModelSpec FullyConnected(long weightZeroPoint, ImmutableArray<int> output) => new()
    {
        Tensors =
        [
            Tensor("in", ElementType.Int8, [2, 4], Uniform(0.5f, 3)),
            Tensor("weights", ElementType.Int8, [3, 4], Uniform(0.25f, weightZeroPoint), Codes([3, 4])),
            Tensor("out", ElementType.Int8, output, Uniform(4, -4)),
        ],
        Operators = [new() { Code = BuiltinOperator.FullyConnected, Inputs = [0, 1], Outputs = [2], Options = new FullyConnectedOptions(FusedActivation.None, 0, true) }],
        Inputs = [0],
        Outputs = [2],
    };

    private static ModelSpec Softmax(int rowSize) => new()
    {
        Tensors = [Tensor("in", ElementType.Int8, [1, rowSize], Uniform(0.1f, 0)), Tensor("out", ElementType.Int8, [1, rowSize], Uniform(1 / 256f, -128))],
        Operators = [new() { Code = BuiltinOperator.Softmax, Inputs = [0], Outputs = [1], Options = new SoftmaxOptions(1) }],
        Inputs = [0],
        Outputs = [1],
    };

    private static byte[] Codes(ImmutableArray<int> shape) => [.. Enumerable.Range(1, shape.Aggregate(1, (p, n) => p * n)).Select(i => unchecked((byte)(37 * i)))];

    private static IReadOnlyList<BuildWarning> Check(ModelSpec spec)
    {
        var model = Prepare(spec);
        return BuildCheck.Of(model, model.Operators[0]);
    }

    private static sbyte[] Run(ModelSpec spec, byte[]? input = null)
    {
        var model = Prepare(spec);
        return [.. BatchRunner.Run(model, input ?? new byte[model.InputBytes], 1).Select(b => unchecked((sbyte)b))];
    }

    private static PreparedModel Prepare(ModelSpec spec) => PreparedModel.Prepare(ModelReader.Read(ModelWriter.Write(spec), "made"));
}
