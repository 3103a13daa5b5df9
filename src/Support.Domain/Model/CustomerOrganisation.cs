namespace Support.Domain.Model;

/// <summary>An organisation whose people open tickets.</summary>
public sealed record CustomerOrganisation
{
    /// <summary>The name that people know.</summary>
    public required string Name { get; init; }

    /// <summary>The domains of its people's mail addresses, in lower case; each belongs to one organisation.</summary>
    public required IReadOnlyList<string> Domains { get; init; }

    /// <summary>Contract id; null for none.</summary>
    public string? Contract { get; init; }

    /// <summary>The agent who looks after the organisation; null for nobody.</summary>
    public string? RelationshipManager { get; init; }

    /// <summary>Whether its people see each other's tickets.</summary>
    public bool SharedTickets { get; init; }
}

/// <summary>What was agreed with an organisation; policies and rules go by its id.</summary>
public sealed record Contract
{
    /// <summary>The name that people know.</summary>
    public required string Name { get; init; }
}
