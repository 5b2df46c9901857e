using HilRig.Harness.Targets;
using HilRig.Harness.Transports.WireLogs;
using HilRig.Protocol;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.TestKit;

namespace HilRig.Hil.Tests;

/// <summary>The capture proves that outputs came over the wire, and emulated counts are the same in every run.</summary>
[Category("Emulated")]
public sealed class WireEvidenceTests
{
    private const int Samples = 10;
    private const string Board = "qemu:mps2-an386";

    [Test]
    public async Task Every_output_crosses_the_wire_as_captured()
    {
        var capture = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.hrt");
        try
        {
            TargetRun run;
            using (var wire = WireLogWriter.Create(capture, Board))
                run = await RunAsync(new() { Wire = wire, WireOnly = true });
            var outputs = FramesFromBoard(capture).Where(f => f.Kind == FrameKind.ReplyTo(CommandCode.OutputRead)).SelectMany(f => f.Payload.ToArray());
            Assert.That(outputs, Is.EqualTo(run.Outputs));
        }
        finally
        {
            File.Delete(capture);
        }
    }

    [Test]
    public async Task Instruction_counts_are_the_same_in_every_run()
    {
        var (first, second) = (await RunAsync(new()), await RunAsync(new()));
        Assert.That(second.Ticks, Is.EqualTo(first.Ticks));
    }

    private static List<Frame> FramesFromBoard(string capture)
    {
        var decoder = new FrameDecoder();
        return [.. WireLog.Open(capture).Records
            .Where(r => r.Direction == WireDirection.BoardToHost)
            .SelectMany(r => decoder.Feed(r.Bytes.Span))
            .OfType<ReceivedFrame>().Select(r => r.Frame)];
    }

    private static async Task<TargetRun> RunAsync(TargetSettings settings)
    {
        var cancellation = TestContext.CurrentContext.CancellationToken;
        var model = PreparedModel.Prepare(ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_int8.tflite")));
        var inputs = File.ReadAllBytes(Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin"));
        await using var board = await Boards.OpenAsync(Board, settings);
        await board.LoadAsync(model, cancellation);
        return await board.RunAsync(inputs.AsMemory(0, Samples * model.InputBytes), Samples, LayerDetail.None, null, cancellation);
    }
}
