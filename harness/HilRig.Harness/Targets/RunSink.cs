using HilRig.Protocol;
using HilRig.Protocol.Commands;
using WireRecord = HilRig.Protocol.Commands.LayerRecord;

namespace HilRig.Harness.Targets;

/// <summary>Collects what a board reports of each sample and checks that outputs and CRCs belong together.</summary>
internal sealed class RunSink(int samples, int outputBytes, bool wantsLayers, BoardClock clock)
{
    private readonly byte[] _outputs = new byte[samples * (long)outputBytes];
    private readonly long[] _ticks = new long[samples];
    private readonly LayerRecord[][] _layers = wantsLayers ? new LayerRecord[samples][] : [];

    public int Samples { get; } = samples;

    public bool WantsLayers { get; } = wantsLayers;

    /// <exception cref="ContradictionException">The bytes are not those whose CRC the board computed.</exception>
    public void Add(int sample, ReadOnlySpan<byte> output, uint crc, ulong ticks, IReadOnlyList<WireRecord> layers)
    {
        if (Crc32.Compute(output) != crc)
            throw new ContradictionException(
                $"output of sample {sample} has CRC-32 0x{Crc32.Compute(output):X8} here and 0x{crc:X8} on the board: it was damaged on its way");
        output.CopyTo(_outputs.AsSpan(sample * outputBytes));
        _ticks[sample] = (long)clock.Scale(ticks);
        if (WantsLayers)
            _layers[sample] = [.. layers.Select(l => new LayerRecord(l.Crc, (long)clock.Scale(l.Ticks)))];
    }

    public TargetRun Finish(TimeSpan elapsed) => new(_outputs, clock.Unit == CounterUnit.None ? [] : _ticks, _layers, elapsed);
}
