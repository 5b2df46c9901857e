using HilRig.TestKit;
using System.Diagnostics;
using HilRig.Harness.Boards;
using HilRig.Harness.Elf;

namespace HilRig.Harness.Tests.Elf;

/// <summary>The reader against the firmware's own ELF and against what binutils says of it.</summary>
[Category("Emulated")]
public class ElfFileTests
{
    private string _path = string.Empty;
    private ElfFile _elf = null!;

    [OneTimeSetUp]
    public void Find_the_firmware()
    {
        var catalog = BoardCatalog.Load();
        _path = catalog.ProgramPath(catalog.Get("mps2-an386"));
        if (!File.Exists(_path))
            Assert.Ignore($"{_path} is not built: make -C firmware BOARD=mps2-an386");
        _elf = ElfFile.Load(_path);
    }

    [Test]
    public void Sections_are_those_of_readelf()
    {
        var rows = Tool("arm-none-eabi-readelf", "-SW").Where(line => System.Text.RegularExpressions.Regex.IsMatch(line, @"^\s*\[\s*[1-9]\d*\]"));
        var expected = rows.Select(line => line[(line.IndexOf(']', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(cells => (cells[0], Convert.ToUInt32(cells[2], 16), Convert.ToUInt32(cells[3], 16), Convert.ToUInt32(cells[4], 16)));
        Assert.That(_elf.Sections.Skip(1).Select(s => (s.Name, s.Address, s.Offset, s.Size)), Is.EqualTo(expected));
    }

    [Test]
    public void Functions_are_those_of_nm()
    {
        var expected = Tool("arm-none-eabi-nm", "--defined-only").Select(line => line.Split(' '))
            .Where(cells => cells.Length == 3 && cells[1] is "T" or "t" or "W").Select(cells => (cells[2], Convert.ToUInt32(cells[0], 16) & ~1u));
        var functions = _elf.Symbols.Where(s => s.Kind == ElfSymbolKind.Function && s.SectionIndex != 0).Select(s => (s.Name, s.Address)).ToList();
        Assert.That(functions, Has.Count.GreaterThan(100));
        Assert.That(functions.Except(expected.ToList()), Is.Empty);
    }

    [Test]
    public void The_build_id_is_that_of_readelf() =>
        Assert.That(
            Tool("arm-none-eabi-readelf", "-n").Single(line => line.Contains("Build ID", StringComparison.Ordinal)),
            Does.EndWith(Convert.ToHexStringLower(_elf.BuildId)));

    [Test]
    public void Segments_hold_the_sections_that_are_stored()
    {
        foreach (var section in _elf.Sections.Where(s => s.IsAllocated && s.HasBytes && s.Size > 0))
            Assert.That(_elf.Segments.Any(s => s.IsLoaded && section.Offset >= s.Offset && section.Offset + section.Size <= s.Offset + s.FileSize), section.Name);
    }

    [Test]
    public void Files_take_what_size_says_the_program_takes()
    {
        // text data bss dec hex filename: what is not written to counts as text, what has no bytes as bss.
        var sizes = Tool("arm-none-eabi-size", "-B").Last().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Take(3).Select(long.Parse).ToArray();
        var parts = ElfFootprint.Of(_elf).ToLookup(p => p.Kind, p => p.Bytes);
        Assert.That(parts[MemoryKind.Text].Sum() + parts[MemoryKind.ReadOnlyData].Sum(), Is.EqualTo(sizes[0]));
        Assert.That(parts[MemoryKind.Data].Sum(), Is.EqualTo(sizes[1]));
        Assert.That(parts[MemoryKind.Bss].Sum() + parts[MemoryKind.Reserved].Sum(), Is.EqualTo(sizes[2]));
    }

    [Test]
    public void A_function_is_in_the_part_of_its_file()
    {
        var convolve = _elf.Symbols.Single(s => s.Name == "hil_convolve_s8");
        var part = ElfFootprint.Of(_elf).Single(p => p is { File: "convolve_s8.c", Kind: MemoryKind.Text });
        Assert.That(part.Bytes, Is.GreaterThanOrEqualTo(convolve.Size));
    }

    [Test]
    public void An_address_is_named_by_its_function_and_offset()
    {
        var symbols = new ElfSymbols(_elf.Symbols);
        var main = symbols.Named("main")!;
        Assert.That(symbols.Find(main.Address | 1)?.ToString(), Is.EqualTo("main"));
        Assert.That(symbols.Find(main.Address + 6)?.ToString(), Is.EqualTo("main+0x6"));
        Assert.That(symbols.Find(main.Address + main.Size - 1)?.Symbol.Name, Is.EqualTo("main"));
        Assert.That(symbols.Find(0xFFFF_FFF1), Is.Null);
    }

    [Test]
    public void Every_damage_is_a_typed_error_or_none()
    {
        var whole = File.ReadAllBytes(_path);
        var random = new Random(6);
        for (var i = 0; i < 3_000; i++)
        {
            var bytes = (byte[])whole.Clone();
            // Header and tables, where it matters.
            for (var n = random.Next(1, 6); n > 0; n--)
                bytes[random.Next(2) == 0 ? random.Next(52) : bytes.Length - 1 - random.Next(Math.Min(bytes.Length, 2_000))] = (byte)random.Next(256);
            AssertTyped(bytes[..(random.Next(3) == 0 ? random.Next(bytes.Length) : bytes.Length)]);
        }
    }

    [Test]
    public void A_file_that_is_no_elf_is_named() =>
        Assert.That(Expect.Message<ElfException>(() => ElfFile.Parse("MZ"u8.ToArray(), "x.exe")), Does.Contain("x.exe").And.Contain("ELF"));

    [Test]
    public void A_program_of_the_desktop_gives_no_symbols() => Assert.That(ElfSymbols.TryLoad("/bin/sh"), Is.Null);

    private static void AssertTyped(byte[] bytes)
    {
        try
        {
            var elf = ElfFile.Parse(bytes, "damaged");
            _ = elf.BuildId;
        }
        catch (ElfException error)
        {
            Assert.That(error.Message, Does.StartWith("damaged"));
        }
    }

    private string[] Tool(string program, string option)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, [option, _path]) { RedirectStandardOutput = true })!;
            return process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore($"{program} is not installed");
            throw;
        }
    }
}
