namespace Support.Domain.Access;

/// <summary>
/// The tickets that somebody was granted. Teams and applications narrow each other: who was granted a team and an
/// application has the tickets of that application while that team holds them. A list that is empty does not narrow.
/// </summary>
/// <param name="Teams">Team ids.</param>
/// <param name="Applications">Application ids.</param>
public sealed record TicketScope(IReadOnlyList<string> Teams, IReadOnlyList<string> Applications)
{
    /// <summary>Every ticket.</summary>
    public static TicketScope Everything { get; } = new([], []);

    /// <summary>No ticket: there is no team without an id.</summary>
    public static TicketScope Nothing { get; } = new([string.Empty], []);

    /// <summary>Whether nothing is left out.</summary>
    public bool IsEverything => Teams.Count == 0 && Applications.Count == 0;

    /// <summary>Whether a ticket of that team and application is among them.</summary>
    public bool Covers(string team, string application) =>
        (Teams.Count == 0 || Teams.Contains(team)) && (Applications.Count == 0 || Applications.Contains(application));
}
