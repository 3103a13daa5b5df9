using System.Text.Json;

namespace Support.Local.SlaCases;

/// <summary>A case in the neutral format: what another system's own test or document says of its SLA arithmetic.</summary>
internal sealed record SlaCase
{
    /// <summary>Its name.</summary>
    public required string Id { get; init; }

    /// <summary>Which question it asks: <c>add_business_time</c>, <c>ticket</c> …</summary>
    public required string Kind { get; init; }

    /// <summary>The repository that it comes from; empty when it does not say.</summary>
    public required string Source { get; init; }

    /// <summary>The weekly hours and holidays.</summary>
    public required JsonElement Calendar { get; init; }

    /// <summary>What is promised.</summary>
    public required JsonElement Policy { get; init; }

    /// <summary>What happens, as the source lists it.</summary>
    public required IReadOnlyList<JsonElement> Events { get; init; }

    /// <summary>What must come of it.</summary>
    public required JsonElement Expected { get; init; }

    /// <summary>What the case says of itself; null for nothing.</summary>
    public string? Note { get; init; }
}
