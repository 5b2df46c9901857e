namespace HilRig.Protocol;

/// <summary>Something that travels as a frame's payload.</summary>
public interface IPayload
{
    /// <summary>Writes the fields in wire order.</summary>
    void Write(PayloadWriter writer);
}
