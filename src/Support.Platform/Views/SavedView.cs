namespace Support.Platform.Views;

/// <summary>A list that somebody gave a name.</summary>
public sealed record SavedView
{
    /// <summary>Its name: small letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it; null when its name will do.</summary>
    public string? Title { get; init; }

    /// <summary>The filters, as the query string of the list has them.</summary>
    public required IReadOnlyDictionary<string, string> Filter { get; init; }

    /// <summary>Whether everybody has it.</summary>
    public bool Shared { get; init; }

    /// <summary>Who saved it last.</summary>
    public required string By { get; init; }

    /// <summary>When it was saved last.</summary>
    public required DateTimeOffset At { get; init; }
}
