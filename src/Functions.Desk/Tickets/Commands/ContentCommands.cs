using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Platform.Http;

namespace Support.Functions.Desk.Tickets.Commands;

/// <summary>What is on the ticket, and who is told of it.</summary>
internal static class ContentCommands
{
    public const int SubjectLengthMax = 250;

    private const int TagsMax = 30;
    private const int NameLengthMax = 200;

    private static readonly BodyField<string> Subject = BodyFields.NeededText("subject", SubjectLengthMax, "The new subject.");

    private static readonly BodyField<IReadOnlyList<string>> Add =
        BodyFields.Texts("add", TagsMax, TagFormat.LengthMax, "Tags to give; blanks become hyphens, capitals small letters.");

    private static readonly BodyField<IReadOnlyList<string>> Remove =
        BodyFields.Texts("remove", TagsMax, TagFormat.LengthMax, "Tags to take away.");

    private static readonly BodyField<string?> Agent =
        BodyFields.Text("agent", CommandFields.IdLengthMax, "Agent id; left out, with 'email', for oneself.");

    private static readonly BodyField<string?> Email =
        BodyFields.Text("email", MailAddressFormat.LengthMax, "Mail address of somebody outside.");

    private static readonly BodyField<string?> Name =
        BodyFields.Text("name", NameLengthMax, "What people call somebody outside.");

    public static IReadOnlyList<DeskCommand> All { get; } =
    [
        new(
            "subject",
            "Put the subject better.",
            [Subject, CommandFields.Reason],
            (body, _) => new ChangeSubject(Subject.In(body).Trim(), CommandFields.Reason.In(body))),
        new("tag", "Give the ticket tags, or take some away.", [Add, Remove], (body, _) => Tag(body)),
        new("watch", "Tell somebody of the ticket from now on.", [Agent, Email, Name], (body, agent) => new WatchTicket(Watcher(body, agent))),
        new("unwatch", "Tell somebody of the ticket no longer.", [Agent, Email, Name], (body, agent) => new UnwatchTicket(Watcher(body, agent))),
        new(
            "cancel",
            "Withdraw the ticket: it is not wanted any more.",
            [CommandFields.NeededReason],
            (body, _) => new CancelTicket(CommandFields.NeededReason.In(body))),
    ];

    private static TagTicket Tag(FieldReader body)
    {
        var tags = new TagTicket(Add.In(body), Remove.In(body));
        if (tags.Add.Count + tags.Remove.Count == 0 && body.Errors.Count == 0)
        {
            body.Reject(Add.Name, "Name tags to add, to remove, or both.");
        }

        return tags;
    }

    private static Watcher Watcher(FieldReader body, string self)
    {
        string? agent = Agent.In(body);
        string? email = Email.In(body)?.Trim();
        string? name = Name.In(body)?.Trim();
        if (agent is not null && email is not null)
        {
            body.Reject(Email.Name, "Name an agent or somebody outside, not both.");
        }
        else if (email is not null && !MailAddressFormat.IsValid(email))
        {
            body.Reject(Email.Name, "Expected a mail address such as ann@example.com.");
        }

        return email is null ? new Watcher { Agent = agent ?? self } : new Watcher { Email = email, Name = name };
    }
}
