using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Webhooks;

/// <summary>A command that follows from news.</summary>
/// <param name="Key">Tells it from the other commands of the same news; the id of a comment where it has one.</param>
/// <param name="Command">The command.</param>
/// <param name="Otherwise">What is done where the ticket refuses it; null for nothing.</param>
public sealed record NewsCommand(string Key, TicketCommand Command, TicketCommand? Otherwise = null)
{
    /// <summary>Whether the key is the comment's own, by which it is known whichever delivery brings it.</summary>
    public bool IsComment { get; init; }
}

/// <summary>What news does.</summary>
/// <param name="Open">The ticket that has to be opened first; null for none.</param>
/// <param name="Commands">What is done to the ticket then, in order.</param>
/// <param name="Nothing">Why nothing is done, for a person to read; null when something is.</param>
public sealed record NewsPlan(OpenTicket? Open, IReadOnlyList<NewsCommand> Commands, string? Nothing = null);

/// <summary>
/// What news of a record does to its ticket. Decided from the news and the ticket alone, so that news which is delivered
/// twice, late, or after another one does no more than what is still missing.
/// </summary>
public static class NewsRules
{
    private const int ReasonLengthMax = 400;
    private const int TagsMax = 20;

    /// <summary>What news does.</summary>
    /// <param name="news">The news.</param>
    /// <param name="closed">What the model says that a record which is done with means.</param>
    /// <param name="ticket">The record's ticket; null when it has none.</param>
    /// <param name="model">The support model in force.</param>
    public static NewsPlan Of(ExternalNews news, OnClosed closed, Ticket? ticket, SupportModel model)
    {
        if (ticket is null)
        {
            return news is { Opens: true, Opening: { } opening }
                ? new NewsPlan(Open(news, opening, null, model), [])
                : new NewsPlan(null, [], $"{news.Record.Number} has no ticket.");
        }

        if (ticket.SpamFrom is not null)
        {
            return new NewsPlan(null, [], $"{ticket.Id} is spam.");
        }

        bool goesOn = news.Status is ExternalStatus.Reopened || news.Comments.Any(static comment => !comment.Internal);
        if (ticket.IsOver && goesOn && news.Opening is { } again)
        {
            return new NewsPlan(Open(news, again, ticket.Id, model), []);
        }

        List<NewsCommand> commands = Commands(news, closed, ticket);
        return new NewsPlan(null, commands, commands.Count == 0 ? $"{ticket.Id} has it all already." : null);
    }

    private static OpenTicket Open(ExternalNews news, ExternalOpening opening, TicketId? over, SupportModel model) => new()
    {
        Subject = opening.Subject,
        Description = opening.Description,
        Requester = new Requester(opening.Requester.Email, opening.Requester.Name),
        Application = opening.Application is { } name && model.Applications.ContainsKey(name) ? name : null,
        Kind = opening.Kind,
        Impact = opening.Impact,
        Urgency = opening.Urgency,
        Priority = opening.Priority,
        Tags = [.. Known(opening.Tags).Take(TagsMax)],
        CustomFields = opening.CustomFields is { Count: > 0 } fields ? fields : null,
        FollowUpOf = over,
        Record = news.Record,
        Enclosures = new Enclosures { Source = new MessageSource { Id = news.Record.Id, Url = news.Record.Url } },
    };

    private static List<NewsCommand> Commands(ExternalNews news, OnClosed closed, Ticket ticket)
    {
        var commands = new List<NewsCommand>();
        string reason = Cut(news.What);
        if (news.Status is ExternalStatus.Reopened && ticket.Status is TicketStatus.Resolved)
        {
            commands.Add(new NewsCommand("reopen", new ReopenTicket(reason)));
        }

        for (int i = 0; i < news.Comments.Count; i++)
        {
            commands.Add(Write(news.Comments[i], ticket, i));
        }

        if (news.Note is { } note)
        {
            commands.Add(new NewsCommand("note", new AddNote(note)));
        }

        string[] add = [.. Known(news.AddTags).Except(ticket.Tags)];
        string[] remove = [.. Known(news.RemoveTags).Intersect(ticket.Tags)];
        if (add.Length + remove.Length > 0)
        {
            commands.Add(new NewsCommand("tags", new TagTicket(add, remove)));
        }

        if (news.Priority is { } priority && priority != ticket.Priority && ticket.IsWorkedOn)
        {
            commands.Add(new NewsCommand("priority", new SetPriority(priority, reason)));
        }

        if (news.Status is ExternalStatus.Resolved && ticket.IsWorkedOn)
        {
            commands.Add(closed == OnClosed.Note
                ? new NewsCommand("closed", new AddNote($"{news.What}."))
                : new NewsCommand("closed", new ResolveTicket(null, reason), new AddNote($"{news.What}; this ticket cannot be resolved yet.")));
        }

        return commands;
    }

    // A closed ticket takes no message any more, but a note is always taken.
    private static NewsCommand Write(ExternalComment comment, Ticket ticket, int index)
    {
        var enclosures = new Enclosures { Source = new MessageSource { Id = comment.Id, Url = comment.Url } };
        var note = new AddNote(comment.Text) { Enclosures = enclosures };
        TicketCommand command = comment.Internal || ticket.IsOver ? note : new AddRequesterMessage(comment.Text) { Enclosures = enclosures };
        return comment.Id is { } id
            ? new NewsCommand($"comment {id}", command, note) { IsComment = true }
            : new NewsCommand(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"comment-{index}"), command, note);
    }

    private static IEnumerable<string> Known(IEnumerable<string> tags) =>
        tags.Select(TagFormat.Normalise).OfType<string>().Distinct(StringComparer.Ordinal);

    private static string Cut(string text) => text.Length <= ReasonLengthMax ? text : text[..ReasonLengthMax];
}
