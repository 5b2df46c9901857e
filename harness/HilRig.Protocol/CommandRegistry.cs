using HilRig.Protocol.Commands;

namespace HilRig.Protocol;

/// <summary>Every command there is, one line each. A test asks for a row of each in `fixtures/protocol/frames.txt`.</summary>
public static class CommandRegistry
{
    /// <summary>In the order of their codes.</summary>
    public static IReadOnlyList<CommandInfo> All { get; } =
    [
        CommandInfo.Of<HelloRequest, HelloReply>(CommandCode.Hello, "hello"),
        CommandInfo.Of<PingRequest, BytesReply>(CommandCode.Ping, "ping"),
        CommandInfo.Of<ImageBeginRequest, EmptyReply>(CommandCode.ImageBegin, "image_begin"),
        CommandInfo.Of<ImageWriteRequest, EmptyReply>(CommandCode.ImageWrite, "image_write"),
        CommandInfo.Of<ImageCommitRequest, ModelInfoReply>(CommandCode.ImageCommit, "image_commit"),
        CommandInfo.Of<ModelInfoRequest, ModelInfoReply>(CommandCode.ModelInfo, "model_info"),
        CommandInfo.Of<InputWriteRequest, EmptyReply>(CommandCode.InputWrite, "input_write"),
        CommandInfo.Of<RunRequest, RunReply>(CommandCode.Run, "run"),
        CommandInfo.Of<LayersRequest, LayersReply>(CommandCode.Layers, "layers"),
        CommandInfo.Of<TensorReadRequest, BytesReply>(CommandCode.TensorRead, "tensor_read"),
        CommandInfo.Of<OutputReadRequest, BytesReply>(CommandCode.OutputRead, "output_read"),
        CommandInfo.Of<RunWindowRequest, RunWindowReply>(CommandCode.RunWindow, "run_window"),
        CommandInfo.Of<ProbeRequest, ProbeReply>(CommandCode.Probe, "probe"),
        CommandInfo.Of<ResetRequest, EmptyReply>(CommandCode.Reset, "reset"),
        CommandInfo.Of<LinkSpeedRequest, LinkSpeedReply>(CommandCode.LinkSpeed, "link_speed"),
    ];
}

/// <summary>A registered command.</summary>
/// <param name="Code">0x01..0x7F.</param>
/// <param name="Name">As in `frames.txt`, e.g. `image_begin`.</param>
/// <param name="RequestType">The request record.</param>
/// <param name="ReplyType">What a good reply parses to.</param>
public sealed record CommandInfo(CommandCode Code, string Name, Type RequestType, Type ReplyType)
{
    internal static CommandInfo Of<TRequest, TReply>(CommandCode code, string name)
        where TRequest : IRequest<TReply>
        where TReply : IPayload => new(code, name, typeof(TRequest), typeof(TReply));
}
