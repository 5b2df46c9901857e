using System.Runtime.InteropServices;
using System.Text.Json;
using HilRig.TestKit;

namespace HilRig.Cli.Tests;

/// <summary><c>hilrig quantize</c> as a user runs it, and what it refuses.</summary>
public sealed class QuantizeVerbTests
{
    private const int Pixels = 784;

    private static readonly string Float = Checkout.PathOf("fixtures", "models", "digits_float32.tflite");

    [Test]
    public async Task A_float_model_becomes_one_that_runs()
    {
        using var folder = new WorkFolder();
        var outcome = await CommandLine.RunAsync(
            "quantize", "-m", Float, "--calibrate", Calibration(folder), "-o", folder["q.tflite"], "--bias", "int8", "--test", Test(folder),
            "-l", Labels(folder), "--compare", CommandLine.Model);
        Assert.That(outcome.ExitCode, Is.EqualTo(0), outcome.Errors);
        Assert.That(outcome.Output, Does.Contain("digits_float32 to int8, minmax over 100 samples, judged on 400 others").And.Contain("accuracy %"));
        Assert.That(outcome.Output, Does.Contain("float32 ").And.Contain("digits_int8 ").And.Contain("int8, int32 biases").And.Contain("int8, int8:channel-shift biases"))
            ;
        Assert.That(outcome.Errors, Does.Contain(folder["q.tflite"]).And.Contain("times smaller"));
        var run = await CommandLine.RunAsync("run", "-m", folder["q.tflite"], "-i", CommandLine.Inputs, "-o", folder["o.bin"]);
        Assert.That((run.ExitCode, new FileInfo(folder["o.bin"]).Length), Is.EqualTo((0, 5000L)), run.Errors);
    }

    [TestCase("int8", "sim")]
    [TestCase("int16x8", "sim")]
    [TestCase("q7", "sim:q7")]
    public async Task Json_tells_what_every_target_gives(string to, string target)
    {
        using var folder = new WorkFolder();
        var outcome = await CommandLine.RunAsync(
            "quantize", "-m", Float, "--calibrate", Calibration(folder), "-o", folder["q.tflite"], "--to", to, "--calibration", "mse", "--equalize",
            "--bias-correction", "--test", Test(folder), "-l", Labels(folder), "--json", "--quiet");
        Assert.That((outcome.ExitCode, outcome.Errors), Is.EqualTo((0, "")));
        using var json = JsonDocument.Parse(outcome.Output);
        var last = json.RootElement.GetProperty("rows").EnumerateArray().Last();
        Assert.That(last.GetProperty("target").GetString(), Is.EqualTo(target));
        Assert.That(last.GetProperty("accuracy").GetDouble(), Is.GreaterThan(0.96));
        Assert.That(json.RootElement.GetProperty("equalized").GetArrayLength(), Is.EqualTo(5));
        Assert.That(json.RootElement.GetProperty("corrected").GetArrayLength(), Is.EqualTo(8));
        Assert.That(json.RootElement.GetProperty("fileBytes").GetInt64(), Is.EqualTo(new FileInfo(folder["q.tflite"]).Length));
    }

    [Test]
    public async Task The_legacy_kernels_run_a_q7_model_and_no_other()
    {
        using var folder = new WorkFolder();
        await Passes("quantize", "-q", "-m", Float, "--calibrate", Calibration(folder), "-o", folder["q.tflite"], "--to", "q7");
        var samples = folder.Write("x.bin", File.ReadAllBytes(CommandLine.Inputs)[..(10 * Pixels)]);
        await Passes("run", "-m", folder["q.tflite"], "-t", "sim:q7", "-i", samples, "-o", folder["o.bin"]);
        Assert.That(new FileInfo(folder["o.bin"]).Length, Is.EqualTo(100));
        await Refuses(["CONV_2D", "--to q7"], "run", "-m", CommandLine.Model, "-t", "sim:q7", "-i", samples, "-o", folder["o.bin"]);
        await Refuses(["hilrig run"], "validate", "-m", folder["q.tflite"], "-t", "sim:q7", "-i", samples);
    }

    [Test]
    public async Task A_quantized_model_is_refused_for_a_float_one()
    {
        using var folder = new WorkFolder();
        await Refuses(
            [CommandLine.Model, "quantized already", "float32 model"], "quantize", "-m", CommandLine.Model, "--calibrate", CommandLine.Inputs, "-o", folder["q.tflite"]);
    }

    [Test]
    public async Task An_onnx_model_is_told_how_to_be_converted()
    {
        using var folder = new WorkFolder();
        await Refuses(
            ["ONNX", "onnx2tf", "ai-edge-torch"], "quantize", "-m", folder.Write("m.onnx", [8, 1]), "--calibrate", CommandLine.Inputs, "-o", folder["q.tflite"]);
    }

    [Test]
    public async Task Samples_that_are_none_are_refused()
    {
        using var folder = new WorkFolder();
        var nan = new float[2 * Pixels];
        nan[Pixels + 5] = float.NaN;
        await RefusesSamples(folder, folder.Write("empty.bin", []), "0 bytes", "3136");
        await RefusesSamples(folder, folder.Write("odd.bin", new byte[1000]), "1000 bytes", "3136");
        await RefusesSamples(folder, folder.Write("nan.bin", MemoryMarshal.AsBytes(nan.AsSpan()).ToArray()), "calibration sample 1", "NaN", "value 5");
        await RefusesSamples(folder, folder["absent.bin"], "no input file");
        Assert.That(File.Exists(folder["q.tflite"]), Is.False, "nothing is written");
    }

    [TestCase("--calibration", "percentile:50", "percentile '50'", "at most 100")]
    [TestCase("--calibration", "percentile:101", "percentile '101'")]
    [TestCase("--calibration", "entropy", "legal are minmax")]
    [TestCase("--to", "int4", "int8, int16x8, q7")]
    [TestCase("--bias", "int17", "legal are int32")]
    public async Task Unknown_values_are_told_with_the_legal_ones(string option, string value, params string[] messages)
    {
        using var folder = new WorkFolder();
        await Refuses(messages, "quantize", "-m", Float, "--calibrate", Calibration(folder), "-o", folder["q.tflite"], option, value);
    }

    [Test]
    public async Task Labels_belong_to_the_samples_that_are_judged_on()
    {
        using var folder = new WorkFolder();
        await Refuses(["400 labels for 100"], "quantize", "-m", Float, "--calibrate", Calibration(folder), "-l", Labels(folder), "-o", folder["q.tflite"]);
    }

    private static Task RefusesSamples(WorkFolder folder, string path, params string[] messages) =>
        Refuses(messages, "quantize", "-m", Float, "--calibrate", path, "-o", folder["q.tflite"]);

    private static async Task Passes(params string[] arguments)
    {
        var outcome = await CommandLine.RunAsync(arguments);
        Assert.That(outcome.ExitCode, Is.EqualTo(0), outcome.Errors);
    }

    private static async Task Refuses(string[] messages, params string[] arguments)
    {
        var outcome = await CommandLine.RunAsync(arguments);
        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.Errors);
        foreach (var message in messages)
            Assert.That(outcome.Errors, Does.StartWith("error: ").And.Contain(message));
        Assert.That(outcome.Errors, Does.Not.Contain("   at "), "a stack trace");
    }

    private static string Calibration(WorkFolder folder) => folder.Write("calibration.bin", Reals(0, 100));

    private static string Test(WorkFolder folder) => folder.Write("test.bin", Reals(100, 400));

    private static string Labels(WorkFolder folder) => folder.Write("test.u8", File.ReadAllBytes(CommandLine.LabelFile)[100..]);

    // The bundled samples as the grey values they stand for.
    private static byte[] Reals(int first, int count) => MemoryMarshal.AsBytes(File.ReadAllBytes(CommandLine.Inputs)
        .Skip(first * Pixels).Take(count * Pixels).Select(c => (c ^ 0x80) / 255f).ToArray().AsSpan()).ToArray();
}
