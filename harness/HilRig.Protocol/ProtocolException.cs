namespace HilRig.Protocol;

/// <summary>Base of what can go wrong in the conversation itself.</summary>
public abstract class ProtocolException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The board refused a request with a status code.</summary>
public sealed class DeviceErrorException(string command, StatusCode status, uint detail)
    : ProtocolException($"the board refused {command}: {status.Explain(detail)}")
{
    public StatusCode Status { get; } = status;

    /// <summary>The offending value or operator index.</summary>
    public uint Detail { get; } = detail;
}

/// <summary>A reply whose CRC is right but whose content is impossible: the firmware is broken or of another version.</summary>
public sealed class BadReplyException(string message, Exception? inner = null) : ProtocolException(message, inner);
