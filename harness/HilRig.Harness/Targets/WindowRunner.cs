using HilRig.Harness.Devices;
using HilRig.Harness.Images;
using HilRig.Harness.Recovery;
using HilRig.Protocol.Commands;
using HilRig.Simulator.Execution;

namespace HilRig.Harness.Targets;

/// <summary>
/// Runs samples through shared memory: inputs and outputs lie behind the model image, in batches as large as the window and
/// the reply allow. Every output's CRC comes over the wire.
/// </summary>
internal sealed class WindowRunner(Lifeline lifeline, PreparedModel model, int imageBytes, TimeSpan estimate)
{
    // A batch answers only when it is done; short ones keep progress and deadlines honest.
    private const int MostSamplesPerBatch = 64;

    public async Task RunAsync(ReadOnlyMemory<byte> inputs, RunSink sink, IProgress<int>? progress, CancellationToken cancellation)
    {
        var batch = BatchSize(sink.WantsLayers);
        for (var first = 0; first < sink.Samples; first += batch)
        {
            var count = Math.Min(batch, sink.Samples - first);
            var (from, part) = (first, inputs.Slice(first * model.InputBytes, count * model.InputBytes));
            await lifeline.DoAsync(
                $"samples {from} to {from + count - 1}", session => RunBatchAsync(session, part, from, count, sink, cancellation), cancellation);
            progress?.Report(first + count);
        }
    }

    private async Task RunBatchAsync(
        BoardSession session, ReadOnlyMemory<byte> inputs, int first, int count, RunSink sink, CancellationToken cancellation)
    {
        var window = session.Window!;
        var inputOffset = ImageLayout.Aligned(imageBytes);
        var outputOffset = ImageLayout.Aligned(inputOffset + inputs.Length);
        window.Write(inputOffset, inputs.Span);
        var operators = (ushort)(sink.WantsLayers ? model.Operators.Length : 0);
        var replies = await session.Device.RunWindowAsync(
            new((uint)inputOffset, (uint)outputOffset, (uint)count, operators), count * estimate, cancellation);
        var outputs = window.Read(outputOffset, count * model.OutputBytes);
        for (var i = 0; i < count; i++)
            sink.Add(
                first + i, outputs.AsSpan(i * model.OutputBytes, model.OutputBytes), replies[i].OutputCrc, replies[i].Ticks, replies[i].Layers);
    }

    private int BatchSize(bool layers)
    {
        var (window, device) = (lifeline.Session.Window!, lifeline.Session.Device);
        var room = window.Bytes - ImageLayout.Aligned(imageBytes) - 2 * ImageLayout.Alignment;
        var bySpace = room / (model.InputBytes + model.OutputBytes);
        var byReply = RunWindowRequest.MaxCount(device.MaxPayload, layers ? model.Operators.Length : 0);
        var batch = Math.Min(MostSamplesPerBatch, Math.Min(bySpace, byReply));
        return batch >= 1
            ? batch
            : throw new ContradictionException(
                $"a sample of {model.InputBytes} + {model.OutputBytes} bytes with {model.Operators.Length} records does not fit the window's free {room} bytes or one reply; use --wire");
    }
}
