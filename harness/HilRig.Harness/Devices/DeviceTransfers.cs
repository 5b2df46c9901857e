using HilRig.Protocol;
using HilRig.Protocol.Commands;

namespace HilRig.Harness.Devices;

/// <summary>The requests that take as many frames as their data needs.</summary>
public static class DeviceTransfers
{
    /// <summary>Sends a model image over the wire; <see cref="CommitImageAsync"/> makes it the model.</summary>
    /// <param name="device">The board.</param>
    /// <param name="image">At most its image capacity.</param>
    /// <param name="progress">Told the bytes sent so far.</param>
    /// <param name="cancellationToken">The caller's own end.</param>
    public static async Task LoadImageAsync(
        this DeviceClient device, ReadOnlyMemory<byte> image, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        device.Model = null;
        await device.SendAsync(new ImageBeginRequest((uint)image.Length), default, cancellationToken).ConfigureAwait(false);
        foreach (var (offset, count) in Chunks(image.Length, device.MaxPayload - ImageWriteRequest.HeaderBytes))
        {
            await device.SendAsync(new ImageWriteRequest((uint)offset, image.Slice(offset, count)), default, cancellationToken).ConfigureAwait(false);
            progress?.Report(offset + count);
        }
    }

    /// <summary>Makes the image in the slot, sent or put into the window, the model. Sets <see cref="DeviceClient.Model"/>.</summary>
    /// <param name="device">The board.</param>
    /// <param name="estimate">How long checking and widening take; null for one second.</param>
    /// <param name="cancellationToken">The caller's own end.</param>
    /// <exception cref="DeviceErrorException">The image is refused, with the reason.</exception>
    public static async Task<ModelInfoReply> CommitImageAsync(
        this DeviceClient device, TimeSpan? estimate = null, CancellationToken cancellationToken = default)
    {
        device.Model = null;
        return device.Model = await device.SendAsync(new ImageCommitRequest(), estimate ?? TimeSpan.FromSeconds(1), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes one sample's inputs, one after another.</summary>
    /// <param name="device">The board.</param>
    /// <param name="input">As many bytes as the model's inputs have.</param>
    /// <param name="cancellationToken">The caller's own end.</param>
    public static async Task WriteInputAsync(this DeviceClient device, ReadOnlyMemory<byte> input, CancellationToken cancellationToken = default)
    {
        foreach (var (offset, count) in Chunks(input.Length, device.MaxPayload - InputWriteRequest.HeaderBytes))
            await device.SendAsync(new InputWriteRequest((uint)offset, input.Slice(offset, count)), default, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Records of the last run that kept them.</summary>
    /// <param name="device">The board.</param>
    /// <param name="count">How many, 0..65535; <see cref="RunReply.Records"/> says how many there are.</param>
    /// <param name="cancellationToken">The caller's own end.</param>
    public static async Task<IReadOnlyList<LayerRecord>> ReadLayersAsync(
        this DeviceClient device, int count, CancellationToken cancellationToken = default)
    {
        var layers = new List<LayerRecord>(count);
        foreach (var (first, part) in Chunks(count, device.MaxPayload / LayerRecord.Bytes))
            layers.AddRange((await device.SendAsync(new LayersRequest((ushort)first, (ushort)part), default, cancellationToken).ConfigureAwait(false)).Layers);
        return layers;
    }

    /// <summary>A tensor as it lies in the arena now: run up to and including the operator whose output it is first.</summary>
    /// <param name="device">The board.</param>
    /// <param name="tensor">Index in the image's list.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="cancellationToken">The caller's own end.</param>
    public static Task<byte[]> ReadTensorAsync(this DeviceClient device, ushort tensor, int bytes, CancellationToken cancellationToken = default) =>
        device.ReadAsync(bytes, (offset, count) => new TensorReadRequest(tensor, offset, count), cancellationToken);

    /// <summary>One sample's outputs, one after another.</summary>
    /// <param name="device">The board.</param>
    /// <param name="bytes">Their size.</param>
    /// <param name="cancellationToken">The caller's own end.</param>
    public static Task<byte[]> ReadOutputAsync(this DeviceClient device, int bytes, CancellationToken cancellationToken = default) =>
        device.ReadAsync(bytes, (offset, count) => new OutputReadRequest(offset, count), cancellationToken);

    private static async Task<byte[]> ReadAsync(
        this DeviceClient device, int bytes, Func<uint, ushort, IRequest<BytesReply>> request, CancellationToken cancellationToken)
    {
        var result = new byte[bytes];
        foreach (var (offset, count) in Chunks(bytes, device.MaxPayload))
        {
            var reply = await device.SendAsync(request((uint)offset, (ushort)count), default, cancellationToken).ConfigureAwait(false);
            reply.Bytes.CopyTo(result.AsMemory(offset));
        }
        return result;
    }

    private static IEnumerable<(int Offset, int Count)> Chunks(int total, int most)
    {
        for (var offset = 0; offset < total; offset += most)
            yield return (offset, Math.Min(most, total - offset));
    }
}
