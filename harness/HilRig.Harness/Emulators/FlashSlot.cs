using System.Globalization;
using HilRig.Harness.Boards;

namespace HilRig.Harness.Emulators;

/// <summary>Where a model image lies in a board's flash.</summary>
internal static class FlashSlot
{
    /// <summary>As `board.json` writes it, `0x08040000`.</summary>
    /// <exception cref="EmulatorStartException">The board's image slot is no flash.</exception>
    public static string TextOf(BoardDescription board) => board.Memory.ImageInFlash
        ?? throw new EmulatorStartException($"Board '{board.Id}' has no image slot in flash (memory.imageInFlash in board.json): send the image over the wire.");

    /// <inheritdoc cref="TextOf"/>
    public static uint AddressOf(BoardDescription board) => uint.Parse(TextOf(board).AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
