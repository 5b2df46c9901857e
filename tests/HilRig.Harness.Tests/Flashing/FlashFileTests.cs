using HilRig.TestKit;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using HilRig.Harness.Boards;
using HilRig.Harness.Elf;
using HilRig.Harness.Flashing;
using HilRig.Harness.Flashing.Files;
using HilRig.Harness.Tests.Data;

namespace HilRig.Harness.Tests.Flashing;

/// <summary>What is written is read back, by small readers here and by binutils.</summary>
[Category("Emulated")]
public class FlashFileTests
{
    private BoardDescription _board = null!;
    private string _elf = string.Empty;
    private byte[] _image = [];
    private FlashFiles _files = null!;

    [OneTimeSetUp]
    public void Find_a_firmware_with_its_slot_in_flash()
    {
        var catalog = BoardCatalog.Load();
        _board = catalog.Get("netduinoplus2");
        _elf = catalog.ProgramPath(_board);
        if (!File.Exists(_elf))
            Assert.Ignore($"{_elf} is not built: make -C firmware BOARD=netduinoplus2");
        _image = new byte[70_000];
        new Random(1).NextBytes(_image);
        _files = new FlashFiles(_board, _elf, _image);
    }

    private uint Slot => Convert.ToUInt32(_board.Memory.ImageInFlash, 16);

    [Test]
    public void All_formats_hold_the_same_memory()
    {
        var bin = _files.Write(FlashFormat.Bin);
        var start = ElfFile.Load(_elf).Segments.Where(s => s.IsLoaded).Min(s => s.LoadAddress);
        Assert.That(bin.AsSpan((int)(Slot - start)).ToArray(), Is.EqualTo(_image), "the image is the last");
        Assert.That(Flat(ReadHex(_files.Write(FlashFormat.Hex)), start, bin.Length), Is.EqualTo(bin));
        Assert.That(Flat(ReadUf2(_files.Write(FlashFormat.Uf2, 0x57755A57), 0x57755A57), start, bin.Length), Is.EqualTo(bin));
        Assert.That(Flat(ReadElf(_files.Write(FlashFormat.Elf)), start, bin.Length), Is.EqualTo(bin));
    }

    [Test]
    public void Binutils_reads_the_elf_and_the_hex_as_the_same_memory()
    {
        using var folder = new TempFolder();
        var (elf, hex) = (folder.Write("a.elf", _files.Write(FlashFormat.Elf)), folder.Write("a.hex", _files.Write(FlashFormat.Hex)));
        Tool("arm-none-eabi-objcopy", "-O", "binary", "--gap-fill", "0xff", elf, folder.PathOf("elf.bin"));
        Tool("arm-none-eabi-objcopy", "-I", "ihex", "-O", "binary", "--gap-fill", "0xff", hex, folder.PathOf("hex.bin"));
        var bin = _files.Write(FlashFormat.Bin);
        Assert.That(File.ReadAllBytes(folder.PathOf("elf.bin")), Is.EqualTo(bin));
        Assert.That(File.ReadAllBytes(folder.PathOf("hex.bin")), Is.EqualTo(bin));
        Assert.That(Tool("arm-none-eabi-readelf", "-SlW", elf), Does.Contain(".model_image").And.Contain($"0x{Slot:x8} 0x{Slot:x8}"));
        Assert.That(Tool("arm-none-eabi-nm", elf), Is.EqualTo(Tool("arm-none-eabi-nm", _elf)), "the symbols stay");
    }

    [Test]
    public void The_elf_with_an_image_is_read_by_our_own_reader()
    {
        var elf = ElfFile.Parse(_files.Write(FlashFormat.Elf), "written");
        Assert.That(elf.BytesOf(elf.Section(ElfWriter.SectionName)!).ToArray(), Is.EqualTo(_image));
        Assert.That(elf.BuildId, Is.EqualTo(ElfFile.Load(_elf).BuildId));
        Assert.That(BitConverter.GetBytes(_files.BuildId), Is.EqualTo(elf.BuildId[..8]));
    }

    [Test]
    public void A_board_with_its_slot_in_ram_gets_the_firmware_alone()
    {
        var board = _board with { Memory = _board.Memory with { ImageInFlash = null } };
        var files = new FlashFiles(board, _elf, _image);
        Assert.That(files.HoldsImage, Is.False);
        Assert.That(files.Write(FlashFormat.Elf), Is.EqualTo(File.ReadAllBytes(_elf)));
        Assert.That(files.Write(FlashFormat.Bin), Has.Length.LessThan(_files.Write(FlashFormat.Bin).Length));
    }

    [Test]
    public void An_image_over_the_firmware_or_its_slot_is_refused()
    {
        var over = _board with { Memory = _board.Memory with { ImageInFlash = "0x08000100" } };
        Assert.That(Expect.Message<FlashContentsException>(() => new FlashFiles(over, _elf, _image).Write(FlashFormat.Hex)), Does.Contain("0x08000100"));
        var small = _board with { Memory = _board.Memory with { ImageBytes = 60_000 } };
        Assert.That(Expect.Message<FlashContentsException>(() => new FlashFiles(small, _elf, _image).Write(FlashFormat.Hex)), Does.Contain("10000 too many"));
    }

    [Test]
    public void Hex_records_cross_no_bank_and_sum_to_zero()
    {
        foreach (var line in System.Text.Encoding.ASCII.GetString(_files.Write(FlashFormat.Hex)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var bytes = Convert.FromHexString(line[1..]);
            Assert.That(bytes.Sum(b => b) & 0xFF, Is.Zero, line);
            Assert.That((bytes[1] << 8) + bytes[2] + bytes[0], Is.LessThanOrEqualTo(0x10000), line);
        }
    }

    private static List<(uint Address, byte[] Bytes)> ReadHex(byte[] file)
    {
        var pieces = new List<(uint, byte[])>();
        var upper = 0u;
        foreach (var line in System.Text.Encoding.ASCII.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (address, type, data) = (uint.Parse(line[3..7], NumberStyles.HexNumber, CultureInfo.InvariantCulture), line[7..9], Convert.FromHexString(line[9..^2]));
            if (type == "04")
                upper = (uint)((data[0] << 8) + data[1]) << 16;
            else if (type == "00")
                pieces.Add((upper + address, data));
        }
        return pieces;
    }

    private static List<(uint Address, byte[] Bytes)> ReadUf2(byte[] file, uint family)
    {
        var pieces = new List<(uint, byte[])>();
        for (var (at, number) = (0, 0u); at < file.Length; at += 512, number++)
        {
            uint Word(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + offset));
            Assert.That(
                (Word(0), Word(4), Word(8), Word(16), Word(20), Word(24), Word(28), Word(508)),
                Is.EqualTo((0x0A324655u, 0x9E5D5157u, 0x2000u, 256u, number, (uint)file.Length / 512, family, 0x0AB16F30u)));
            pieces.Add((Word(12), file[(at + 32)..(at + 288)]));
        }
        return pieces;
    }

    private static List<(uint Address, byte[] Bytes)> ReadElf(byte[] file)
    {
        var elf = ElfFile.Parse(file, "written");
        return [.. elf.Segments.Where(s => s.IsLoaded).Select(s => (s.LoadAddress, elf.BytesOf(s).ToArray()))];
    }

    // Erased flash, with the pieces written over it; what lies past the end must be erased too.
    private static byte[] Flat(List<(uint Address, byte[] Bytes)> pieces, uint start, int size)
    {
        var end = pieces.Max(p => p.Address + p.Bytes.Length);
        var memory = Enumerable.Repeat((byte)0xFF, (int)Math.Max(size, end - start)).ToArray();
        foreach (var (address, bytes) in pieces)
            bytes.CopyTo(memory.AsSpan((int)(address - start)));
        Assert.That(memory[size..], Is.All.EqualTo(0xFF));
        return memory[..size];
    }

    private static string Tool(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
            var words = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, words);
            return words;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore($"{program} is not installed");
            throw;
        }
    }
}
