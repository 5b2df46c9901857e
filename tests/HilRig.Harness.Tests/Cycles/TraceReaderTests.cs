using HilRig.Harness.Cycles.Traces;

namespace HilRig.Harness.Tests.Cycles;

/// <summary>Lines as QEMU 7.2 writes them.</summary>
public class TraceReaderTests
{
    private const uint Before = 0x100;
    private const uint After = 0x200;
    private const uint Counter = 0x300;
    private TraceReader _reader = null!;

    [SetUp]
    public void Begin() => _reader = new(new(Before, After, Counter));

    [Test]
    public void Blocks_are_counted_between_the_two_readings_of_the_counter()
    {
        Run(Before, Counter, 0x1000, 0x1000, 0x1004, After, Counter, 0x1000);
        var blocks = _reader.Operators.Single().Blocks;
        Assert.That(blocks.Keys, Is.EquivalentTo(new CodeRange[] { new(Counter, Counter + 4), new(0x1000, 0x1004), new(0x1004, 0x1008), new(After, After + 4) }));
        // Back to itself, then on to what is right behind it.
        Assert.That((blocks[new(0x1000, 0x1004)].Executions, blocks[new(0x1000, 0x1004)].Taken), Is.EqualTo((2, 1)));
    }

    [Test]
    public void Readings_outside_the_hooks_are_none_of_an_operator()
    {
        Run(Counter, 0x1000, Counter, Before, Counter, After, Counter, 0x1000, Counter, 0x1000, Before, Counter, 0x1000, After, Counter, 0x1000);
        Assert.That(_reader.Operators, Has.Count.EqualTo(2));
        Assert.That(_reader.Operators[0].Blocks.Keys, Has.None.EqualTo(new CodeRange(0x1000, 0x1004)));
        Assert.That(_reader.Operators[1].Blocks[new(0x1000, 0x1004)].Executions, Is.EqualTo(1));
    }

    [Test]
    public void A_block_that_was_not_entered_is_not_counted()
    {
        Run(Before, Counter, 0x1000, 0x1004);
        _reader.Add("Stopped execution of TB chain before 0x7f1004 [00001004] kernel");
        Run(0x1004, After, Counter);
        Assert.That(_reader.Operators[0].Blocks[new(0x1004, 0x1008)].Executions, Is.EqualTo(1));
    }

    [Test]
    public void A_block_cut_short_by_a_device_counts_up_to_the_cut()
    {
        Run(Before, Counter, 0x1000);
        _reader.Add("cpu_io_recompile: rewound execution of TB to 00001002");
        Translate(0x1002, "2001");
        Run(After, Counter);
        Assert.That(_reader.Operators[0].Blocks.Keys, Is.SupersetOf(new CodeRange[] { new(0x1000, 0x1002), new(0x1002, 0x1004) }));
    }

    [Test]
    public void A_wide_instruction_ends_a_block_four_bytes_on()
    {
        Run(Before, Counter);
        Translate(0x1000, "f04f 22e0");
        Run(After, Counter);
        Assert.That(_reader.Operators[0].Blocks.Keys, Has.Some.EqualTo(new CodeRange(0x1000, 0x1004)));
    }

    // 0xEEF1 begins an instruction of four bytes that the disassembler does not know.
    [Test]
    public void What_the_disassembler_gives_up_on_ends_where_it_prints()
    {
        Run(Before, Counter);
        _reader.Add("0x00001000:  eef1       .byte    0xf1, 0xee");
        Translate(0x1002, "2f20", 0x1000);
        Run(After, Counter);
        Assert.That(_reader.Operators[0].Blocks.Keys, Has.Some.EqualTo(new CodeRange(0x1000, 0x1004)));
    }

    [Test]
    public void Another_log_is_refused() =>
        Assert.That(() => _reader.Add("Trace of something else"), Throws.TypeOf<FormatException>().With.Message.Contains("QEMU 7.2"));

    [Test]
    public void A_log_without_its_beginning_is_refused() =>
        Assert.That(() => _reader.Add("Trace 0: 0x7f0001 [00800408/00001000/00000110/ff020200] kernel"), Throws.TypeOf<FormatException>().With.Message.Contains("must begin with QEMU"));

    // Blocks of two narrow instructions, each translated when it runs.
    private void Run(params uint[] addresses)
    {
        foreach (var address in addresses)
        {
            _reader.Add($"0x{address:x8}:  2001       movs     r0, #1");
            Translate(address + 2, "2001", address);
        }
    }

    private void Translate(uint last, string code, uint? first = null)
    {
        _reader.Add($"0x{last:x8}:  {code,-9}  xyz");
        _reader.Add("");
        _reader.Add($"Trace 0: 0x7f{first ?? last:x4} [00800408/{first ?? last:x8}/00000110/ff020200] kernel");
    }
}
