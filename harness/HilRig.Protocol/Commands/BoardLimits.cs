namespace HilRig.Protocol.Commands;

/// <summary>A board's sizes, all in bytes.</summary>
/// <param name="MaxPayload">Largest payload in either direction, 256..65535.</param>
/// <param name="RxWindow">What it buffers before it reads.</param>
/// <param name="ImageCapacity">Image slot.</param>
/// <param name="ArenaCapacity">Arena.</param>
/// <param name="BiasRamCapacity">Widened biases.</param>
/// <param name="WindowBytes">Shared memory window, 0 = none; the image slot is its beginning when there is one.</param>
/// <param name="StackBytes">Stack.</param>
/// <param name="ImageInFlash">The image slot is flash: an emulator or a flasher fills it before the start, the wire cannot.</param>
public sealed record BoardLimits(
    ushort MaxPayload, uint RxWindow, uint ImageCapacity, uint ArenaCapacity, uint BiasRamCapacity, uint WindowBytes, uint StackBytes,
    bool ImageInFlash = false)
{
    internal void WriteMemories(PayloadWriter writer) =>
        writer.U32(ImageCapacity).U32(ArenaCapacity).U32(BiasRamCapacity).U32(WindowBytes).U32(StackBytes);

    internal static BoardLimits Read(ushort maxPayload, uint rxWindow, bool imageInFlash, ref PayloadReader reader) =>
        new(maxPayload, rxWindow, reader.U32(), reader.U32(), reader.U32(), reader.U32(), reader.U32(), imageInFlash);
}
