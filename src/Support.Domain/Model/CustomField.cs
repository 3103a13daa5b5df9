namespace Support.Domain.Model;

/// <summary>What a custom field holds.</summary>
public enum FieldType
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A number, with a point for its decimals.</summary>
    Number,

    /// <summary>A day, <c>2026-11-22</c>.</summary>
    Date,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>One of the choices.</summary>
    Choice,

    /// <summary>Some of the choices.</summary>
    MultiChoice,
}

/// <summary>A field that tickets have beside those that every ticket has.</summary>
public sealed record CustomField
{
    /// <summary>The name that people know.</summary>
    public required string Name { get; init; }

    /// <summary>What it holds.</summary>
    public required FieldType Type { get; init; }

    /// <summary>What can be chosen: ids; empty unless the type is one of choices.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Whether a requester who opens a ticket has to say it, and nobody can take it away.</summary>
    public bool Required { get; init; }

    /// <summary>The applications whose tickets have it; null for all.</summary>
    public IReadOnlyList<string>? Applications { get; init; }

    /// <summary>Whether the requester sees it.</summary>
    public bool VisibleToRequester { get; init; } = true;

    /// <summary>Whether the requester says it when the ticket is opened.</summary>
    public bool EditableByRequester { get; init; } = true;

    /// <summary>Whether tickets of an application have it.</summary>
    public bool IsOf(string application) => Applications is null || Applications.Contains(application);
}

/// <summary>An answer that is written once and given often.</summary>
public sealed record CannedAnswer
{
    /// <summary>The name that agents know.</summary>
    public required string Name { get; init; }

    /// <summary>The text, with placeholders such as <c>{{requester.name}}</c>.</summary>
    public required string Text { get; init; }

    /// <summary>The applications whose tickets it fits; null for all.</summary>
    public IReadOnlyList<string>? Applications { get; init; }

    /// <summary>Whether it fits tickets of an application.</summary>
    public bool IsOf(string application) => Applications is null || Applications.Contains(application);
}
