using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Platform.Http;

namespace Support.Functions.Desk.Tickets;

/// <summary>Reads the body of <c>POST /api/desk/tickets/{id}/{command}</c> into a command.</summary>
internal static class CommandBody
{
    private const int TextLengthMax = 256 * 1024;
    private const int ReasonLengthMax = 1000;
    private const int IdLengthMax = 40;

    private static readonly Dictionary<string, Func<FieldReader, string, TicketCommand>> Readers = new(StringComparer.Ordinal)
    {
        ["take"] = (_, agent) => new TakeTicket(agent),
        ["assign"] = (fields, _) => Assign(fields),
        ["reply"] = (fields, _) => new ReplyToRequester(Text(fields)),
        ["note"] = (fields, _) => new AddNote(Text(fields)),
        ["escalate"] = (fields, _) => new EscalateTicket(Reason(fields, required: true)!, fields.Word<Tier>("to")),
        ["pending"] = (fields, _) => new SetPending(Reason(fields)),
        ["resume"] = (fields, _) => new ResumeTicket(Reason(fields)),
        ["resolve"] = (fields, _) => new ResolveTicket(
            fields.Text("text", TextLengthMax, required: false, multiline: true), Reason(fields)),
        ["reopen"] = (fields, _) => new ReopenTicket(Reason(fields, required: true)!),
        ["close"] = (fields, _) => new CloseTicket(Reason(fields)),
        ["acknowledge"] = (_, _) => new AcknowledgePage(),
    };

    /// <summary>The commands that there are.</summary>
    public static bool Knows(string command) => Readers.ContainsKey(command);

    /// <summary>Reads a command that <see cref="Knows"/> knows. Use it only when the fields have no errors.</summary>
    public static TicketCommand Read(string command, FieldReader fields, string agent)
    {
        TicketCommand read = Readers[command](fields, agent);
        fields.RejectUnknown();
        return read;
    }

    private static AssignTicket Assign(FieldReader fields)
    {
        string? agent = fields.Text("agent", IdLengthMax, required: false);
        string? team = fields.Text("team", IdLengthMax, required: false);
        if (agent is null && team is null && fields.Errors.Count == 0)
        {
            fields.Reject("agent", "Name an agent, a team, or both.");
        }

        return new AssignTicket(agent, team, Reason(fields));
    }

    private static string Text(FieldReader fields) =>
        fields.Text("text", TextLengthMax, required: true, multiline: true) ?? string.Empty;

    private static string? Reason(FieldReader fields, bool required = false) =>
        fields.Text("reason", ReasonLengthMax, required) ?? (required ? string.Empty : null);
}
