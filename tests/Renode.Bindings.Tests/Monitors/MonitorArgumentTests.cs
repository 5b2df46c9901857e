using Renode.Bindings.Monitors;

namespace Renode.Bindings.Tests.Monitors;

public sealed class MonitorArgumentTests
{
    [TestCase("plain", "\"plain\"")]
    [TestCase("", "\"\"")]
    [TestCase("two words; not two commands", "\"two words; not two commands\"")]
    [TestCase("`$x` [a] #b", "\"`$x` [a] #b\"")]
    [TestCase("say \"hi\"", "\"say \\\"hi\\\"\"")]
    [TestCase("it's", "\"it's\"")]
    [TestCase(@"a\nb", "\"a\\nb\"")]
    [TestCase(@"backslash \"" quote", @"'backslash \"" quote'")]
    public void A_text_is_quoted(string value, string quoted) => Assert.That(MonitorArgument.Text(value), Is.EqualTo(quoted));

    [TestCase(@"ends in a backslash\")]
    [TestCase(@"ends in two\\")]
    [TestCase(@"both \"" and \'")]
    [TestCase("two\nlines")]
    [TestCase("tab\t")]
    [TestCase("\x1b[A")]
    public void What_quoting_cannot_say_is_refused(string value) =>
        Assert.That(() => MonitorArgument.Text(value), Throws.TypeOf<MonitorArgumentException>().With.Property("Value").EqualTo(value));

    [TestCase("/a/b.elf", "@/a/b.elf")]
    [TestCase("/a b/c  d.elf", @"@/a\ b/c\ \ d.elf")]
    [TestCase("/a/../b/$x@y'z.elf", "@/b/$x@y'z.elf")]
    public void A_path_is_absolute_and_escaped(string path, string argument) => Assert.That(MonitorArgument.FilePath(path), Is.EqualTo(argument));

    [TestCase("/a;quit")]
    [TestCase(@"/a\ b")]
    [TestCase("/a\nquit")]
    public void A_path_the_monitor_would_misread_is_refused(string path) =>
        Assert.That(() => MonitorArgument.FilePath(path), Throws.TypeOf<MonitorArgumentException>());

    [Test]
    public void Relative_paths_become_absolute() =>
        Assert.That(MonitorArgument.FilePath("x.repl"), Is.EqualTo("@" + Path.GetFullPath("x.repl").Replace(" ", @"\ ", StringComparison.Ordinal)));

    [Test]
    public void Numbers_are_hexadecimal_and_signed()
    {
        Assert.That(MonitorArgument.Number(0x08000000), Is.EqualTo("0x8000000"));
        Assert.That(() => MonitorArgument.Number(0x8000_0000_0000_0000), Throws.TypeOf<MonitorArgumentException>());
    }

    [TestCase(100_000, "\"0.01\"")]
    [TestCase(10, "\"0.000001\"")]
    [TestCase(36_000_000_000, "\"3600.0\"")]
    public void Times_are_seconds(long ticks, string text) => Assert.That(MonitorArgument.Time(TimeSpan.FromTicks(ticks)), Is.EqualTo(text));

    [Test]
    public void No_time_is_refused() => Assert.That(() => MonitorArgument.Time(TimeSpan.Zero), Throws.TypeOf<MonitorArgumentException>());

    [TestCase("sysbus.usart2", true)]
    [TestCase("cpu", true)]
    [TestCase("cpu; quit", false)]
    [TestCase("a..b", false)]
    [TestCase("", false)]
    public void Names_are_checked(string name, bool good) =>
        Assert.That(() => MonitorArgument.Name(name), good ? Is.EqualTo(name) : Throws.TypeOf<MonitorArgumentException>());
}
