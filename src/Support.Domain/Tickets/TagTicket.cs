namespace Support.Domain.Tickets;

/// <summary>Give the ticket tags, or take some away. Tags are compared as <see cref="TagFormat"/> writes them.</summary>
/// <param name="Add">Tags to give.</param>
/// <param name="Remove">Tags to take away; one that the ticket does not have is no mistake.</param>
public sealed record TagTicket(IReadOnlyList<string> Add, IReadOnlyList<string> Remove) : TicketCommand;

/// <summary>The ticket got or lost tags.</summary>
public sealed record TagsChanged : TicketEventData
{
    /// <summary>Tags that it has now and had not.</summary>
    public IReadOnlyList<string> Added { get; init; } = [];

    /// <summary>Tags that it had and has no more.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];
}

/// <summary>Gives and takes tags.</summary>
internal static class TagRules
{
    /// <summary>Far above what anybody reads; it bounds the ticket.</summary>
    public const int TagsMax = 30;

    /// <summary>The reason why not, or null.</summary>
    public static string? Change(TicketDraft draft, IReadOnlyList<string> add, IReadOnlyList<string> remove, string? cause = null, Actor? actor = null)
    {
        if (add.Concat(remove).FirstOrDefault(static tag => TagFormat.Normalise(tag) is null) is { } wrong)
        {
            return $"'{wrong}' is no tag: a tag is {TagFormat.Expected}.";
        }

        IReadOnlyList<string> tags = draft.Ticket.Tags;
        string[] added = [.. add.Select(static tag => TagFormat.Normalise(tag)!).Distinct(StringComparer.Ordinal).Except(tags)];
        string[] removed = [.. remove.Select(static tag => TagFormat.Normalise(tag)!).Distinct(StringComparer.Ordinal).Intersect(tags).Except(added)];
        if (tags.Count + added.Length - removed.Length > TagsMax)
        {
            return $"A ticket has at most {TagsMax} tags.";
        }

        if (added.Length + removed.Length > 0)
        {
            draft.Emit(new TagsChanged { Added = added, Removed = removed }, cause, actor);
        }

        return null;
    }
}
