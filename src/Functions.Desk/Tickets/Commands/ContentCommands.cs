using Support.Domain.Fields;
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

    private static readonly BodyField<IReadOnlyDictionary<string, string?>> Values = BodyFields.NamedValues(
        "fields", FieldRules.FieldsMax, FieldRules.LengthMax, "New values by field id, as the model declares the fields; null clears one.");

    private static readonly BodyField<string> RequesterEmail =
        BodyFields.NeededText("email", MailAddressFormat.LengthMax, "Mail address of the new requester.");

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
            "fields",
            "Set custom fields, or clear some.",
            [Values, CommandFields.Reason],
            (body, _) => new SetFields(Values.In(body), CommandFields.Reason.In(body))),
        new(
            "requester",
            "Give the ticket to another requester; their organisation and contract decide the promises from now on.",
            [RequesterEmail, Name, CommandFields.NeededReason],
            (body, _) => ChangeRequester(body)),
        new(
            "spam",
            "Withdraw unwanted mail, without a word to its sender.",
            [CommandFields.NeededReason],
            (body, _) => new MarkSpam(CommandFields.NeededReason.In(body))),
        new(
            "not-spam",
            "Take back that a ticket is unwanted mail.",
            [CommandFields.NeededReason],
            (body, _) => new MarkNotSpam(CommandFields.NeededReason.In(body))),
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

    private static ChangeRequester ChangeRequester(FieldReader body)
    {
        string email = RequesterEmail.In(body).Trim();
        if (email.Length > 0 && !MailAddressFormat.IsValid(email))
        {
            body.Reject(RequesterEmail.Name, "Expected a mail address such as ann@example.com.");
        }

        return new ChangeRequester(new Requester(email, Name.In(body)?.Trim()), CommandFields.NeededReason.In(body));
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
