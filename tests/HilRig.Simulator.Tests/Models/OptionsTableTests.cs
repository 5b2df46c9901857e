using HilRig.Simulator.Models;

namespace HilRig.Simulator.Tests.Models;

public sealed class OptionsTableTests
{
    [Test]
    public void An_absent_table_gives_every_default()
    {
        OptionsTable options = default;
        Assert.That((options.UnionType, options.IsPresent, options.Has(0)), Is.EqualTo(((byte)0, false, false)));
        Assert.That((options.Int32(0, 7), options.UInt8(1, 8), options.Single(2, 9f)), Is.EqualTo((7, (byte)8, 9f)));
        Assert.That(
            (options.Bool(3, true), options.Int8(4, -1), options.Int64(5, 10), options.UInt32(6, 11)),
            Is.EqualTo((true, (sbyte)-1, 10L, 11u)));
        Assert.That((options.Int32Vector(0).Length, options.UInt8Vector(0).Length, options.SingleVector(0).Length), Is.EqualTo((0, 0, 0)));
        Assert.That(options.Text(0), Is.Null);
    }

    [Test]
    public void Fields_of_every_kind_are_read()
    {
        OptionsTable options = Read(raw => raw.Table(
            (0, -5), (1, (byte)254), (2, true), (3, 1.5f), (4, long.MinValue), (5, uint.MaxValue),
            (6, raw.Ints(1, -2)), (7, raw.Floats(0.5f)), (8, raw.Bytes(9, 8)), (9, raw.Text("tanh"))));
        Assert.That((options.Int32(0), options.Int8(1), options.Bool(2), options.Single(3)), Is.EqualTo((-5, (sbyte)-2, true, 1.5f)));
        Assert.That((options.Int64(4), options.UInt32(5)), Is.EqualTo((long.MinValue, uint.MaxValue)));
        Assert.That(options.Int32Vector(6), Is.EqualTo([1, -2]));
        Assert.That(options.SingleVector(7), Is.EqualTo([0.5f]));
        Assert.That(options.UInt8Vector(8), Is.EqualTo(new byte[] { 9, 8 }));
        Assert.That(options.Text(9), Is.EqualTo("tanh"));
        Assert.That((options.Int32(10, 3), options.Int32(1000, 4), options.Int32(-1, 5)), Is.EqualTo((3, 4, 5)));
    }

    [Test]
    public void A_field_that_is_wider_than_its_table_is_damage()
    {
        OptionsTable options = Read(raw => raw.Table((0, (byte)1)));
        Assert.That(() => options.Int64(0), Throws.TypeOf<MalformedModelException>().With.Message.Contains("the options of operator 0"));
    }

    [Test]
    public void A_number_taken_for_a_list_is_damage()
    {
        OptionsTable options = Read(raw => raw.Table((0, int.MaxValue)));
        Assert.That(() => options.Int32Vector(0), Throws.TypeOf<MalformedModelException>().With.Message.Contains("option 0"));
    }

    [Test]
    public void A_table_without_a_union_type_is_no_table()
    {
        OptionsTable options = Read(raw => raw.Table((0, 1)), unionType: 0);
        Assert.That(options.IsPresent, Is.False);
    }

    private static OptionsTable Read(Func<RawModel, At> options, byte unionType = 8)
    {
        var raw = new RawModel();
        raw.Operators.Add(model => model.Operator(0, [0], [0], (3, unionType), (4, options(model))));
        return ModelReader.Read(raw.ToBytes(), "raw").Operators[0].Options;
    }
}
