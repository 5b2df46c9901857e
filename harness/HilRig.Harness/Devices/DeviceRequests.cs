using HilRig.Protocol;
using HilRig.Protocol.Commands;

namespace HilRig.Harness.Devices;

/// <summary>The requests that take one frame.</summary>
public static class DeviceRequests
{
    /// <summary>Who is there; the first request on a link. Sets <see cref="DeviceClient.Identity"/>.</summary>
    /// <exception cref="DeviceVersionException">The board speaks another protocol version.</exception>
    public static async Task<HelloReply> HelloAsync(this DeviceClient device, CancellationToken cancellationToken = default)
    {
        try
        {
            return device.Identity = await device.SendAsync(new HelloRequest(), default, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is ProtocolVersionException or DeviceErrorException { Status: StatusCode.BadVersion })
        {
            throw new DeviceVersionException(device.LinkDescription, (ProtocolException)error);
        }
    }

    /// <summary>Bytes there and back, 0..max_payload; they are compared.</summary>
    public static Task PingAsync(this DeviceClient device, ReadOnlyMemory<byte> bytes = default, CancellationToken cancellationToken = default) =>
        device.SendAsync(new PingRequest(bytes), default, cancellationToken);

    /// <summary>Which model is prepared. Sets <see cref="DeviceClient.Model"/>.</summary>
    public static async Task<ModelInfoReply> ModelInfoAsync(this DeviceClient device, CancellationToken cancellationToken = default) =>
        device.Model = await device.SendAsync(new ModelInfoRequest(), default, cancellationToken).ConfigureAwait(false);

    /// <summary>Runs the model on the input written before.</summary>
    /// <param name="device">The board.</param>
    /// <param name="request">How many operators, what to record.</param>
    /// <param name="estimate">How long the board will compute; the deadline is a multiple of it, see <see cref="DeviceClientOptions.EstimateFactor"/>.</param>
    /// <param name="cancellationToken">The caller's own end.</param>
    public static Task<RunReply> RunAsync(
        this DeviceClient device, RunRequest request, TimeSpan estimate, CancellationToken cancellationToken = default) =>
        device.SendAsync(request, estimate, cancellationToken);

    /// <summary>Runs samples that lie in the shared window; at most <see cref="RunWindowRequest.MaxCount"/> at once.</summary>
    /// <param name="device">The board.</param>
    /// <param name="request">Where they lie and how many they are.</param>
    /// <param name="estimate">How long the board will compute for all of them.</param>
    /// <param name="cancellationToken">The caller's own end.</param>
    public static async Task<IReadOnlyList<WindowSample>> RunWindowAsync(
        this DeviceClient device, RunWindowRequest request, TimeSpan estimate, CancellationToken cancellationToken = default)
    {
        var most = RunWindowRequest.MaxCount(device.MaxPayload, request.LayersPerSample);
        if (request.Count > most)
            throw new PayloadTooLargeException(
                (int)Math.Min(int.MaxValue, request.Count * (1L + request.LayersPerSample) * LayerRecord.Bytes), device.MaxPayload);
        return (await device.SendAsync(request, estimate, cancellationToken).ConfigureAwait(false)).Samples;
    }

    /// <summary>One output element, computed anew step by step. Run the operators before it first.</summary>
    public static Task<ProbeReply> ProbeAsync(
        this DeviceClient device, ushort operatorIndex, uint element, CancellationToken cancellationToken = default) =>
        device.SendAsync(new ProbeRequest(operatorIndex, element), default, cancellationToken);
}
