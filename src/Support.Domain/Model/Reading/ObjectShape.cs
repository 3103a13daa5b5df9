using System.Collections.Immutable;

namespace Support.Domain.Model.Reading;

/// <summary>The members that an object of the file may and must have.</summary>
/// <param name="Name">The name of the object's definition in the JSON Schema; empty for the file itself.</param>
/// <param name="Required">The members without which the object means nothing.</param>
/// <param name="Optional">The members that have a default.</param>
internal sealed record ObjectShape(string Name, ImmutableArray<string> Required, ImmutableArray<string> Optional)
{
    public ImmutableArray<string> All { get; } = [.. Required, .. Optional];
}
