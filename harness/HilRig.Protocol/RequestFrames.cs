namespace HilRig.Protocol;

/// <summary>Requests to frames, and frames back to replies.</summary>
public static class RequestFrames
{
    /// <summary>The frame that carries <paramref name="request"/>.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="sequence">1..65535.</param>
    public static Frame ToFrame(this IRequest request, ushort sequence) =>
        new((byte)request.Command, StatusCode.Ok, sequence, request.ToPayload());

    /// <summary>A good reply to <paramref name="command"/>, as a board makes it.</summary>
    public static Frame ToReplyFrame(this IPayload reply, CommandCode command, ushort sequence) =>
        new(FrameKind.ReplyTo(command), StatusCode.Ok, sequence, reply.ToPayload());

    /// <summary>A refusal of <paramref name="command"/>, as a board makes it.</summary>
    public static Frame ErrorFrame(CommandCode command, StatusCode status, uint detail, ushort sequence) =>
        new(FrameKind.ReplyTo(command), status, sequence, new PayloadWriter().U32(detail).ToArray());

    /// <summary>The payload alone.</summary>
    public static byte[] ToPayload(this IPayload payload)
    {
        var writer = new PayloadWriter();
        payload.Write(writer);
        return writer.ToArray();
    }

    /// <summary>Takes the reply to <paramref name="request"/> apart.</summary>
    /// <exception cref="DeviceErrorException">The board refused.</exception>
    /// <exception cref="MalformedReplyException">The frame is no reply to this request, or its length does not fit.</exception>
    public static TReply ParseReply<TReply>(this IRequest<TReply> request, Frame frame)
        where TReply : IPayload
    {
        var reader = new PayloadReader(frame.Payload.Span, $"The reply to {request.Command}");
        if (frame.Kind != FrameKind.ReplyTo(request.Command))
            throw reader.Malformed($"its kind is 0x{frame.Kind:X2}, expected 0x{FrameKind.ReplyTo(request.Command):X2}");
        if (frame.Status != StatusCode.Ok)
            throw Refusal(request.Command, frame.Status, ref reader);
        var reply = request.Parse(ref reader);
        reader.End();
        return reply;
    }

    private static DeviceErrorException Refusal(CommandCode command, StatusCode status, ref PayloadReader reader)
    {
        var detail = reader.U32();
        reader.End();
        return new DeviceErrorException(command, status, detail);
    }
}
