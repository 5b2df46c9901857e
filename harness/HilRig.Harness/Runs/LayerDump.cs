using HilRig.Harness.Targets;
using HilRig.Simulator.Execution;

namespace HilRig.Harness.Runs;

/// <summary>Writes every operator's output of one sample, as a target computed it, to files named after the tensors.</summary>
internal sealed class LayerDump(PreparedModel model, ITarget target)
{
    /// <summary>Writes <c>layers/&lt;target&gt;/t&lt;tensor&gt;.bin</c>, raw little-endian tensors.</summary>
    public async Task WriteAsync(string folder, ReadOnlyMemory<byte> sample, CancellationToken cancellation)
    {
        var place = Directory.CreateDirectory(Path.Combine(folder, "layers", target.Name.Replace(':', '-')));
        for (var op = 0; op < model.Operators.Length; op++)
        {
            if (await target.LayerOutputAsync(sample, op, cancellation) is not { } bytes)
                continue;
            var file = Path.Combine(place.FullName, $"t{model.Operators[op].Node.Outputs[0]}.bin");
            await File.WriteAllBytesAsync(file, bytes, cancellation);
        }
    }
}
