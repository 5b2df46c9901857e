using HilRig.Harness.Boards;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Boards;

public class BoardFileTests
{
    private const string Good = """
        {
          "schemaVersion": 1, "id": "toy", "title": "A toy", "core": "cortex-m4f", "mcu": "Cortex-M4F", "clockHz": 25000000, "program": "hilrig.elf",
          "memory": { "arenaBytes": 1000, "biasRamBytes": 100, "imageBytes": 2000, "stackBytes": 300 },
          "counter": { "unit": "instructions", "numerator": 40, "denominator": 64, "description": "FPGAIO" },
          "link": { "kind": "uart", "baud": 115200 },
          "emulators": [ { "kind": "qemu", "machine": "mps2-an386", "arguments": ["-icount", "shift=6"],
            "window": { "address": "0x21000000", "bytes": 16777216, "memoryBackend": true } } ]
        }
        """;

    [Test]
    public void A_good_file_is_read()
    {
        var board = Parse(Good);
        Assert.That(board.Id, Is.EqualTo("toy"));
        Assert.That(board.EmulatorOf("qemu").Machine, Is.EqualTo("mps2-an386"));
        Assert.That(board.EmulatorOf("qemu").Window, Is.EqualTo(new BoardWindow { Address = "0x21000000", Bytes = 16_777_216, MemoryBackend = true }));
    }

    [TestCase("\"title\"", "\"titel\"", "titel")]
    [TestCase("\"machine\"", "\"machin\"", "machin")]
    [TestCase("\"arenaBytes\": 1000,", "", "arenaBytes")]
    [TestCase("\"A toy\"", "null", "title")]
    [TestCase("1000", "\"much\"", "arenaBytes")]
    [TestCase("\"stackBytes\"", "\"imageInFlash\": \"0xZ\", \"stackBytes\"", "memory.imageInFlash")]
    [TestCase("\"memoryBackend\"", "\"backendBytes\": 4096, \"memoryBackend\"", "backendBytes")]
    [TestCase("\"memoryBackend\"", "\"backendOffset\": 100, \"memoryBackend\"", "backendOffset")]
    [TestCase("1000", "-1", "memory.arenaBytes")]
    [TestCase("\"schemaVersion\": 1", "\"schemaVersion\": 2", "schemaVersion")]
    [TestCase("\"toy\"", "\"joy\"", "'toy'")]
    [TestCase("25000000", "0", "clockHz")]
    [TestCase("\"hilrig.elf\"", "\"../hilrig.elf\"", "program")]
    [TestCase("\"uart\"", "\"drum\"", "stdio")]
    [TestCase("115200", "0", "link.baud")]
    [TestCase("\"instructions\"", "\"hours\"", "nanoseconds")]
    [TestCase("\"denominator\": 64", "\"denominator\": 0", "counter.denominator")]
    [TestCase("\"qemu\"", "\"bochs\"", "renode")]
    [TestCase("\"machine\": \"mps2-an386\",", "", "emulators.machine")]
    [TestCase("\"qemu\"", "\"renode\"", "emulators.uart")]
    [TestCase("\"id\"", "\"folder\": \"/\", \"id\"", "folder")]
    [TestCase("\"0x21000000\"", "\"21000000\"", "window.address")]
    [TestCase("16777216", "0", "window.bytes")]
    [TestCase("}", "", "toy/board.json")]
    public void A_wrong_file_is_refused_with_the_key_named(string from, string to, string named) =>
        Assert.That(
            Expect.Message<BoardFileException>(() => Parse(Replace(from, to))),
            Does.Contain(named).And.Contain("board.json"));

    [Test]
    public void An_emulator_the_board_has_not_is_named() =>
        Assert.That(Expect.Message<BoardFileException>(() => Parse(Good).EmulatorOf("renode")), Does.Contain("renode").And.Contain("qemu"));

    [Test]
    public void A_missing_file_is_a_typed_error() => Assert.Throws<BoardFileException>(() => BoardFile.Load("/nowhere/toy/board.json"));

    private static BoardDescription Parse(string json) => BoardFile.Parse(json, "/boards/toy/board.json");

    private static string Replace(string from, string to)
    {
        var at = Good.IndexOf(from, StringComparison.Ordinal);
        return Good[..at] + to + Good[(at + from.Length)..];
    }
}
