using Support.Domain.Relations;
using Support.Domain.Tickets;
using Support.Platform.Http;

namespace Support.Functions.Desk.Tickets.Commands;

/// <summary>What the ticket has to do with other tickets.</summary>
internal static class RelationCommands
{
    private static readonly BodyField<TicketId?> Into = Reference("into", "The ticket that this one goes on in.");

    private static readonly BodyField<TicketId?> To = Reference("to", "The other ticket.");

    private static readonly BodyField<LinkKind?> As = BodyFields.Word<LinkKind>("as", "What the other ticket is to this one.", required: true);

    private static readonly BodyField<LinkKind?> AsAny =
        BodyFields.Word<LinkKind>("as", "What the other ticket was to this one; left out for every link to it.");

    private static readonly BodyField<bool?> AcrossOrganisations =
        BodyFields.Flag("acrossOrganisations", "Whether it may go on in a ticket of other people, who will read it.");

    private static readonly BodyField<IReadOnlyList<int>> Messages =
        BodyFields.Numbers("messages", 20, "Numbers of the messages that the new ticket starts with.");

    private static readonly BodyField<string> Subject =
        BodyFields.NeededText("subject", ContentCommands.SubjectLengthMax, "The new ticket's subject.");

    public static IReadOnlyList<DeskCommand> All { get; } =
    [
        new(
            "merge",
            "Let the ticket go on in another.",
            [Into, CommandFields.NeededReason, AcrossOrganisations],
            (body, _) => new MergeTicket(Into.In(body) ?? default, CommandFields.NeededReason.In(body), AcrossOrganisations.In(body) ?? false)),
        new(
            "unmerge",
            "Take a merge back.",
            [CommandFields.NeededReason],
            (body, _) => new UnmergeTicket(CommandFields.NeededReason.In(body))),
        new(
            "split",
            "Make a ticket of its own of some messages.",
            [Messages, Subject, CommandFields.NeededReason],
            (body, _) => new SplitTicket(Messages.In(body), Subject.In(body), CommandFields.NeededReason.In(body))),
        new(
            "link",
            "Link the ticket to another.",
            [To, As, CommandFields.Reason],
            (body, _) => new LinkTicket(To.In(body) ?? default, As.In(body) ?? default, CommandFields.Reason.In(body))),
        new(
            "unlink",
            "Take a link to another ticket away.",
            [To, AsAny, CommandFields.Reason],
            (body, _) => new UnlinkTicket(To.In(body) ?? default, AsAny.In(body), CommandFields.Reason.In(body))),
    ];

    private static BodyField<TicketId?> Reference(string name, string meaning) =>
        new(name, meaning, true, BodyFields.TextSchema(TicketId.Prefix.Length + 8), body =>
        {
            string? text = body.Text(name, TicketId.Prefix.Length + 8, required: true);
            if (TicketId.TryParse(text, out TicketId id))
            {
                return id;
            }

            if (text is not null)
            {
                body.Reject(name, "Expected the reference of a ticket such as SUP-7K3F9QXY.");
            }

            return null;
        });
}
