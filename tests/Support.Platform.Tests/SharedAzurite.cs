using Support.TestKit.Azurite;
using Xunit;

namespace Support.Platform.Tests;

/// <summary>The tests that share one Azurite, one after another: the tables have the names that the platform gives them.</summary>
[CollectionDefinition(Name)]
public sealed class SharedAzurite : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}
