using HilRig.Simulator.Operators;

namespace HilRig.Simulator.Tests.Operators;

/// <summary>What the registry tells of each operator, for refusals and lists.</summary>
public sealed class RegistryTests
{
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
