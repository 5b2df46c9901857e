using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Vectorized;
using HilRig.TestKit;
using HilRig.Vectors;
using HilRig.Vectors.Cases;

namespace HilRig.Kernels.Tests.Vectors;

/// <summary>
/// Every kernel against the real library's answers: outputs, states, status, scratch sizes, a wrapper's choice and whether 32 bits wrapped; for
/// both roundings, every core's build and every width this machine has.
/// </summary>
[TestFixtureSource(nameof(Runs))]
public sealed class GoldenVectorTests(Rounding rounding, KernelPath path, VectorWidth width)
{
    private static IEnumerable<object[]> Runs =>
        from rounding in Enum.GetValues<Rounding>()
        from path in Enum.GetValues<KernelPath>()
        from width in Enum.GetValues<VectorWidth>()
        where VectorWidths.IsSupported(width)
        select new object[] { rounding, path, width };

    private VectorSettings Settings => new(rounding, path, width);

    [TestCaseSource(typeof(GoldenVectors), nameof(GoldenVectors.Functions))]
    public void Selection(string function) => Check(GoldenVectors.Of(function), Settings);

    [TestCaseSource(typeof(GoldenVectors), nameof(GoldenVectors.LegacyFunctions))]
    public void Selection_truncating(string function) => Check(GoldenVectors.Of(function), Settings with { Truncates = true });

    [Category(Shared.Category)]
    [TestCaseSource(typeof(GoldenVectors), nameof(GoldenVectors.SharedFiles))]
    public void Whole_corpus(string file) => Check(GoldenVectors.OfShared(file), Settings);

    [Category(Shared.Category)]
    [TestCaseSource(typeof(GoldenVectors), nameof(GoldenVectors.SharedLegacyFiles))]
    public void Whole_corpus_truncating(string file) => Check(GoldenVectors.OfShared(file), Settings with { Truncates = true });

    /// <summary>A green run at a width means nothing where the packed kernels did not run.</summary>
    [TestCase("arm_convolve_wrapper_s8")]
    [TestCase("arm_depthwise_conv_wrapper_s8")]
    [TestCase("arm_fully_connected_wrapper_s8")]
    [TestCase("arm_elementwise_add_s8")]
    [TestCase("arm_convolve_wrapper_s16")]
    [TestCase("arm_depthwise_conv_wrapper_s16")]
    [TestCase("arm_fully_connected_s16")]
    [TestCase("arm_softmax_s8")]
    [TestCase("arm_softmax_s8_s16")]
    [TestCase("arm_elementwise_add_s16")]
    [TestCase("arm_elementwise_mul_s8")]
    [TestCase("arm_elementwise_mul_s16")]
    [TestCase("arm_max_pool_s8")]
    [TestCase("arm_max_pool_s16")]
    [TestCase("arm_svdf_s8")]
    [TestCase("arm_svdf_state_s16_s8")]
    [TestCase("arm_lstm_unidirectional_s8")]
    [TestCase("arm_lstm_unidirectional_s16")]
    [TestCase("arm_batch_matmul_s8")]
    public void Packed_kernels_run_at_their_widths(string function)
    {
        var ran = GoldenVectors.Of(function).Count(vector => KernelRunner.Run(vector, Settings with { Path = KernelPath.C }).RanVector);
        Assert.That(ran > 0, Is.EqualTo(width != VectorWidth.Scalar), $"{ran} cases ran packed");
    }

    private static void Check(IEnumerable<VectorCase> cases, VectorSettings settings)
    {
        var compared = 0;
        foreach (var vector in cases)
        {
            var result = KernelRunner.Run(vector, settings);
            if (result.Outcome == CaseOutcome.Failed || result.Message.StartsWith("no kernel", StringComparison.Ordinal))
                Assert.Fail($"{result.Id}: {result.Message}");
            compared += result.Outcome == CaseOutcome.Unsupported ? 0 : 1;
        }
        TestContext.Out.WriteLine($"{compared} compared");
    }
}
