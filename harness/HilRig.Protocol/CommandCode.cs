namespace HilRig.Protocol;

/// <summary>Commands of wire version 1, 0x01..0x7F.</summary>
public enum CommandCode : byte
{
    None = 0,
    Hello = 0x01,
    Ping = 0x02,
    ImageBegin = 0x03,
    ImageWrite = 0x04,
    ImageCommit = 0x05,
    ModelInfo = 0x06,
    InputWrite = 0x10,
    Run = 0x11,
    Layers = 0x12,
    TensorRead = 0x13,
    OutputRead = 0x14,
    RunWindow = 0x15,
    Probe = 0x16,
    Reset = 0x20,
    LinkSpeed = 0x30,
}
