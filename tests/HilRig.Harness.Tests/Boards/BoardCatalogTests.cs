using HilRig.Harness.Boards;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Boards;

public class BoardCatalogTests
{
    [Test]
    public void A_folder_without_boards_is_named() =>
        Assert.That(Expect.Message<BoardFileException>(() => BoardCatalog.Load("/nowhere")), Does.Contain("/nowhere/boards"));

    [Test]
    public void Every_board_of_the_source_tree_is_valid()
    {
        if (BoardCatalog.FindFirmwareFolder() is not { } folder)
        {
            Assert.Ignore("this source tree has no firmware/boards folder");
            return;
        }
        var catalog = BoardCatalog.Load(folder);
        Assert.That(catalog.Boards.Select(board => board.Id), Is.Unique.And.Not.Empty);
        Assert.That(catalog.ProgramPath(catalog.Boards[0]), Does.StartWith(Path.Combine(folder, "build", catalog.Boards[0].Id)));
        Assert.That(Expect.Message<BoardFileException>(() => catalog.Get("enigma")), Does.Contain("enigma").And.Contain(catalog.Boards[0].Id));
    }
}
