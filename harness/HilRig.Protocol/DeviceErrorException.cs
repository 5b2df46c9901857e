namespace HilRig.Protocol;

/// <summary>The board understood a request and refused it.</summary>
public sealed class DeviceErrorException : ProtocolException
{
    public DeviceErrorException(CommandCode command, StatusCode status, uint detail)
        : base($"The board refused {command} with status {(byte)status} ({status}): {StatusText.Describe(status, detail)}.")
    {
        Command = command;
        Status = status;
        Detail = detail;
    }

    public CommandCode Command { get; }

    public StatusCode Status { get; }

    /// <summary>The offending value, or the operator's index for <see cref="StatusCode.ImageBounds"/> and <see cref="StatusCode.ImageOperator"/>.</summary>
    public uint Detail { get; }
}
