using HilRig.Protocol.Commands;

namespace HilRig.Harness.Devices;

/// <summary>A board's commands in whole steps: images, inputs and outputs larger than one frame are cut to size.</summary>
public sealed class Device(DeviceClient client, HelloReply hello)
{
    /// <summary>For anything but running a model.</summary>
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(5);

    /// <summary>What the board says of itself.</summary>
    public HelloReply Hello { get; } = hello;

    /// <summary>Greets the board.</summary>
    /// <param name="deadline">For each of three attempts; a board may still be booting.</param>
    public static async Task<Device> OpenAsync(DeviceClient client, TimeSpan deadline, CancellationToken cancellation) =>
        new(client, await client.RequestAsync(new Hello(), deadline, cancellation));

    /// <summary>Sends an image over the wire and has it prepared.</summary>
    public async Task<ModelInfoReply> LoadAsync(ReadOnlyMemory<byte> image, CancellationToken cancellation)
    {
        await client.RequestAsync(new ImageBegin((uint)image.Length), Quick, cancellation);
        foreach (var (offset, bytes) in Pieces(image, Hello.MaxPayload - ImageWrite.Overhead))
            await client.RequestAsync(new ImageWrite((uint)offset, bytes), Quick, cancellation);
        return await CommitAsync(cancellation);
    }

    /// <summary>Has the image in the slot validated and prepared.</summary>
    public Task<ModelInfoReply> CommitAsync(CancellationToken cancellation) =>
        client.RequestAsync(new ImageCommit(), Quick, cancellation);

    /// <summary>Writes one sample's inputs.</summary>
    public async Task WriteInputAsync(ReadOnlyMemory<byte> sample, CancellationToken cancellation)
    {
        foreach (var (offset, bytes) in Pieces(sample, Hello.MaxPayload - InputWrite.Overhead))
            await client.RequestAsync(new InputWrite((uint)offset, bytes), Quick, cancellation);
    }

    public Task<RunReply> RunAsync(Run run, TimeSpan deadline, CancellationToken cancellation) =>
        client.RequestAsync(run, deadline, cancellation);

    public Task<WindowSample[]> RunWindowAsync(RunWindow run, TimeSpan deadline, CancellationToken cancellation) =>
        client.RequestAsync(run, deadline, cancellation);

    public Task<ProbeReply> ProbeAsync(Probe probe, CancellationToken cancellation) => client.RequestAsync(probe, Quick, cancellation);

    /// <summary>The per-operator records of the last run.</summary>
    public async Task<OperatorRecord[]> LayersAsync(int operators, CancellationToken cancellation)
    {
        var records = new List<OperatorRecord>();
        for (var each = Hello.MaxPayload / OperatorRecord.Bytes; records.Count < operators;)
            records.AddRange(await client.RequestAsync(
                new Layers((ushort)records.Count, (ushort)Math.Min(each, operators - records.Count)), Quick, cancellation));
        return [.. records];
    }

    /// <summary>A tensor as it lies in the arena now.</summary>
    /// <param name="tensor">Index in the image.</param>
    public Task<byte[]> ReadTensorAsync(int tensor, int bytes, CancellationToken cancellation) =>
        GatherAsync(bytes, (offset, count) => client.RequestAsync(new TensorRead((ushort)tensor, offset, count), Quick, cancellation));

    /// <summary>The concatenated outputs of the last run.</summary>
    public Task<byte[]> ReadOutputAsync(int bytes, CancellationToken cancellation) =>
        GatherAsync(bytes, (offset, count) => client.RequestAsync(new OutputRead(offset, count), Quick, cancellation));

    /// <summary>Restarts the board and waits until it answers with another boot count.</summary>
    public async Task<Device> ResetAsync(TimeSpan deadline, CancellationToken cancellation)
    {
        await client.RequestAsync(new Reset(), Quick, cancellation);
        while (true)
        {
            var device = await OpenAsync(client, deadline, cancellation);
            if (device.Hello.BootCount != Hello.BootCount)
                return device;
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellation);
        }
    }

    private async Task<byte[]> GatherAsync(int bytes, Func<uint, ushort, Task<byte[]>> read)
    {
        var all = new byte[bytes];
        for (var offset = 0; offset < bytes;)
        {
            var piece = await read((uint)offset, (ushort)Math.Min(Hello.MaxPayload, bytes - offset));
            piece.CopyTo(all, offset);
            offset += piece.Length;
        }
        return all;
    }

    private static IEnumerable<(int Offset, ReadOnlyMemory<byte> Bytes)> Pieces(ReadOnlyMemory<byte> bytes, int size)
    {
        for (var offset = 0; offset < bytes.Length; offset += size)
            yield return (offset, bytes.Slice(offset, Math.Min(size, bytes.Length - offset)));
    }
}
