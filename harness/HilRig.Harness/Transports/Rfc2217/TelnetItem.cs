namespace HilRig.Harness.Transports.Rfc2217;

/// <summary>What comes in on a telnet connection.</summary>
public abstract record TelnetItem;

/// <summary>Data, without escapes.</summary>
public sealed record TelnetData(byte[] Bytes) : TelnetItem;

/// <summary>WILL, WONT, DO or DONT.</summary>
public sealed record TelnetRequest(byte Verb, byte Option) : TelnetItem;

/// <summary>A subnegotiation, without escapes.</summary>
public sealed record TelnetSubnegotiation(byte Option, byte[] Payload) : TelnetItem;
