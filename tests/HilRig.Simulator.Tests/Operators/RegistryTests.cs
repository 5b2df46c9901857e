using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;
using HilRig.TestKit;

namespace HilRig.Simulator.Tests.Operators;

/// <summary>What the registry tells of each operator, for refusals and lists.</summary>
public sealed class RegistryTests
{
    [Test]
    public void The_readme_names_every_operator()
    {
        var readme = File.ReadAllText(Checkout.PathOf("README.md")).Split(" ,:;.()\n".ToCharArray());
        Assert.That(OperatorRegistry.All.Select(d => BuiltinOperators.NameOf(d.Code)).Except(readme), Is.Empty);
    }

    [Test]
    public void Every_operator_names_its_types_and_versions()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var definition in OperatorRegistry.All)
            {
                Assert.That(definition.SupportedTypes, Is.Not.Empty, definition.Code.ToString());
                Assert.That(definition.MaxVersion, Is.Positive, definition.Code.ToString());
            }
        }
    }
}
