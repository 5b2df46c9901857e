using HilRig.Harness.Elf;

namespace HilRig.Harness.Flashing.Files;

/// <summary>What is to lie in a board's flash: pieces at addresses, in their order, that do not overlap.</summary>
public sealed class FlashContents
{
    private FlashContents(IEnumerable<FlashPiece> pieces, string what)
    {
        Pieces = [.. pieces.OrderBy(piece => piece.Address)];
        foreach (var (first, second) in Pieces.Zip(Pieces.Skip(1)))
            if (first.End > second.Address)
                throw new FlashContentsException(
                    $"{what}: {first.Name} ends at 0x{first.End:X8}, behind the beginning of {second.Name} at 0x{second.Address:X8}: move the image slot (memory.imageInFlash in board.json)");
    }

    public IReadOnlyList<FlashPiece> Pieces { get; }

    /// <summary>The lowest address.</summary>
    public uint Start => Pieces[0].Address;

    /// <summary>The first address behind it all.</summary>
    public ulong End => Pieces[^1].End;

    /// <summary>A firmware, and a model image at its slot.</summary>
    /// <param name="firmware">Its ELF; what a loader would store of it, where it would store it.</param>
    /// <param name="image">The model image; null for the firmware alone.</param>
    /// <param name="slot">Address of the image slot.</param>
    /// <exception cref="FlashContentsException">The image lies over the firmware, or there is nothing to store.</exception>
    public static FlashContents Of(ElfFile firmware, byte[]? image, uint slot)
    {
        var pieces = firmware.Segments.Where(segment => segment.IsLoaded)
            .Select(segment => new FlashPiece("the firmware", segment.LoadAddress, firmware.BytesOf(segment).ToArray())).ToList();
        if (pieces.Count == 0)
            throw new FlashContentsException("the firmware has nothing to store: no loadable segment has bytes");
        return new(image is null ? pieces : [.. pieces, new FlashPiece("the model image", slot, image)], "what is to be flashed does not fit together");
    }
}

/// <summary>Bytes at an address.</summary>
/// <param name="Name">For messages.</param>
public sealed record FlashPiece(string Name, uint Address, byte[] Bytes)
{
    /// <summary>The first address behind it.</summary>
    public ulong End => Address + (ulong)Bytes.Length;
}
