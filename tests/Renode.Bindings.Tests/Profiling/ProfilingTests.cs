using Renode.Bindings.Faults;
using Renode.Bindings.Profiling;

namespace Renode.Bindings.Tests.Profiling;

public sealed class ProfilingTests
{
    [Test]
    public void Equal_stacks_are_added_up()
    {
        var stacks = CollapsedStack.Parse(["receive 10008", "receive;count (entry) 4002", "receive 5999", "receive;count (entry) 4002", ""]);
        Assert.That(stacks.Select(s => (string.Join('>', s.Functions), s.Instructions)), Is.EqualTo(new[]
        {
            ("receive", 16007UL), ("receive>count (entry)", 8004UL),
        }));
    }

    [TestCase("nocount")]
    [TestCase("a b")]
    [TestCase(" 5")]
    public void A_damaged_line_is_told(string line) => Assert.That(() => CollapsedStack.Parse([line]), Throws.TypeOf<RenodeException>().With.Message.Contains(line));

    [Test]
    public void The_opcode_table_is_read() => Assert.That(
        OpcodeCounters.Parse("--------------\n|Opcode|Count|\n--------------\n|adds  |1000 |\n|b     |7    |\n--------------"),
        Is.EqualTo(new Dictionary<string, ulong> { ["adds"] = 1000, ["b"] = 7 }));

    [Test]
    public void A_hooks_log_text_cannot_leave_its_quotes() => Assert.That(() => Fault.Log("x'); quit('"), Throws.TypeOf<RenodeException>());
}
