using System.Globalization;
using HilRig.Harness.Boards;
using HilRig.Harness.Elf;
using HilRig.Harness.Flashing.Files;

namespace HilRig.Harness.Flashing;

/// <summary>A firmware with a model image at its slot, as the file a flasher takes.</summary>
/// <param name="board">Where the slot is; where it is RAM, the file holds the firmware alone.</param>
/// <param name="elfPath">The firmware.</param>
/// <param name="image">The model image; null for none.</param>
public sealed class FlashFiles(BoardDescription board, string elfPath, byte[]? image)
{
    private readonly ElfFile _elf = ElfFile.Load(elfPath);

    /// <summary>Whether the image is in the file: else it travels over the wire when the model is run.</summary>
    public bool HoldsImage => image is not null && board.Memory.ImageInFlash is not null;

    /// <summary>First 8 bytes of the firmware's build id as HELLO gives them; 0 when it has none.</summary>
    public ulong BuildId => _elf.BuildId is { Length: >= 8 } id ? BitConverter.ToUInt64(id) : 0;

    private byte[]? Image => HoldsImage ? image : null;

    private uint Slot => HoldsImage ? Convert.ToUInt32(board.Memory.ImageInFlash, 16) : 0;

    /// <summary>The file's bytes.</summary>
    /// <param name="family">The number of the chip's family, for UF2.</param>
    /// <exception cref="FlashContentsException">Firmware and image do not fit together, or the image its slot.</exception>
    public byte[] Write(FlashFormat format, uint family = 0)
    {
        if (HoldsImage && image!.Length > board.Memory.ImageBytes)
            throw new FlashContentsException($"the image slot of {board.Id} has {board.Memory.ImageBytes} bytes, the model image {image.Length}: {image.Length - board.Memory.ImageBytes} too many");
        var contents = FlashContents.Of(_elf, Image, Slot);
        return format switch
        {
            FlashFormat.Elf => Image is { } there ? ElfWriter.Write(File.ReadAllBytes(elfPath), there, Slot) : File.ReadAllBytes(elfPath),
            FlashFormat.Hex => System.Text.Encoding.ASCII.GetBytes(IntelHexFile.Write(contents)),
            FlashFormat.Bin => BinFile.Write(contents),
            _ => Uf2File.Write(contents, family),
        };
    }

    /// <summary>A UF2 family, `0xe48bff56`.</summary>
    /// <exception cref="BoardFileException">No such number.</exception>
    public static uint ParseFamily(string text) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var family)
            ? family
            : throw new BoardFileException($"'{text}' is no UF2 family: write 0x and 8 hex digits (flash.targets.uf2 in board.json).");
}
