using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.TestKit;

namespace HilRig.Vectors.Tests;

/// <summary>Every operator against TensorFlow Lite Micro on the whole material: integers bit-equal, FLOAT32 within 1e-5 of the largest value.</summary>
[Category(Shared.Category)]
public sealed class ReferenceModelTests
{
    // The SUB of TensorFlow Lite differs from the public microcontroller runtimes in these two.
    private const int GoldensThatNoRuntimeMeets = 2;

    private static IEnumerable<string> Folders => Shared.IsPresent
        ? Directory.EnumerateDirectories(Shared.Need("reference", "ops")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)
        : ["absent"];

    [Test]
    public void Every_model_of([ValueSource(nameof(Folders))] string folder, [Values] Rounding rounding) =>
        Assert.That(Others(Run(new(rounding), "ops", folder)), Is.Empty);

    /// <summary>
    /// On DSP and MVE Arm's wrappers run as TensorFlow Lite Micro's glue calls them: an INT32 bias of int16 FULLY_CONNECTED is refused, a
    /// transposed convolution's fused activation forgotten, an int8 state of SVDF wraps, and an LSTM keeps no state.
    /// </summary>
    [Test]
    public void Every_model_on([Values(KernelPath.Dsp, KernelPath.Mve)] KernelPath path)
    {
        string[] known =
        [
            "fully_connected_08", "svdf_06", "transpose_conv_03", "transpose_conv_09", "transpose_conv_11",
            "unidirectional_sequence_lstm_02", "unidirectional_sequence_lstm_09",
        ];
        var others = Others(Run(new(Path: path), "ops")).Select(o => known.FirstOrDefault(k => o.Contains(k, StringComparison.Ordinal)) ?? o);
        Assert.That(others, Is.EquivalentTo(known));
    }

    [Test]
    public void Every_golden_of_int16x8()
    {
        var others = Others(Run(new(), "int16x8")).ToList();
        Assert.That(others, Has.Count.EqualTo(GoldensThatNoRuntimeMeets));
        Assert.That(others, Has.All.Contain("the public runtimes do not meet this golden answer either"));
    }

    private static IReadOnlyList<FunctionResult> Run(VectorSettings settings, params string[] below) =>
        VectorSuite.Run([Shared.Need(["reference", .. below])], settings);

    private static IEnumerable<string> Others(IReadOnlyList<FunctionResult> results) =>
        results.SelectMany(r => r.Results).Where(r => r.Outcome != CaseOutcome.Passed).Select(r => $"{r.Id}: {r.Message}");
}
