using System.Text.Json.Nodes;
using Support.Domain.Model;
using Support.Domain.Phone;
using Support.Domain.Tickets;
using Support.Functions.Desk.Tickets.Commands;
using Support.Platform.Http;

namespace Support.Functions.Desk.Tickets.Phone;

/// <summary>The body of <c>POST /api/desk/tickets</c>: a ticket that an agent enters for its requester.</summary>
internal static class EnteredTicket
{
    private const int NameLengthMax = 200;

    private static readonly BodyField<EntryChannel?> Channel =
        BodyFields.Word<EntryChannel>("channel", "How it reached you; the members of a call go with phone alone.", required: true);

    private static readonly BodyField<string> Subject = BodyFields.NeededText("subject", ContentCommands.SubjectLengthMax, "One line.");

    private static readonly BodyField<string> Description = BodyFields.NeededText(
        "description", CommandFields.TextLengthMax, "What they said; the requester sees it.", multiline: true);

    private static readonly BodyField<Requester?> Asker = new(
        "requester", "Who asks: by mail address, by phone number, or both.", true, RequesterSchema(), ReadRequester);

    private static readonly BodyField<string?> Application =
        BodyFields.Text("application", CommandFields.IdLengthMax, "Application id; left out, routing rules and the model's default decide.");

    private static readonly BodyField<TicketKind?> Kind = BodyFields.Word<TicketKind>("kind", "What it is about.");

    private static readonly BodyField<Grade?> Impact = BodyFields.Word<Grade>("impact", "How many are hit.");

    private static readonly BodyField<Grade?> Urgency = BodyFields.Word<Grade>("urgency", "How soon it hurts.");

    private static readonly BodyField<bool?> Resolved =
        BodyFields.Flag("resolvedInCall", "Whether the call settled the matter: the ticket is resolved at once.");

    /// <summary>Every member that the body may have.</summary>
    public static IReadOnlyList<BodyField> Fields { get; } =
        [Channel, Subject, Description, Asker, Application, Kind, Impact, Urgency, .. CallFields.All, Resolved];

    /// <summary>Reads and checks a body. Null when there are errors.</summary>
    public static (OpenTicket Command, IntakeChannel Channel)? Read(FieldReader body, SupportModel model, DateTimeOffset now)
    {
        EntryChannel? channel = Channel.In(body);
        var command = new OpenTicket
        {
            Subject = Subject.In(body).Trim(),
            Description = Description.In(body),
            Requester = Asker.In(body) ?? new Requester(string.Empty),
            Application = Application.In(body),
            Kind = Kind.In(body),
            Impact = Impact.In(body),
            Urgency = Urgency.In(body),
            ResolvedInCall = Resolved.In(body) ?? false,
        };
        PhoneCall call = CallFields.Read(body, NumberOf(body));
        body.RejectUnknown();
        if (command.Application is { } application && !model.Applications.ContainsKey(application))
        {
            body.Reject(Application.Name, $"There is no such application; known are {string.Join(", ", model.Applications.Keys)}.");
        }

        RejectWrongCall(body, channel, call, command.ResolvedInCall, now);
        return body.Errors.Count > 0 || channel is null ? null : channel switch
        {
            EntryChannel.Phone => (command with { Call = call }, IntakeChannel.Phone),
            EntryChannel.Email => (command, IntakeChannel.Email),
            _ => (command, IntakeChannel.Desk),
        };
    }

    private static void RejectWrongCall(FieldReader body, EntryChannel? channel, PhoneCall call, bool resolved, DateTimeOffset now)
    {
        bool saysCall = call.Direction == CallDirection.Outgoing || call.StartedAt is not null || call.Duration is not null || !call.Answered || resolved;
        if (channel is not (null or EntryChannel.Phone) && saysCall)
        {
            body.Reject(Channel.Name, "Only what came by phone has a direction, a time, a duration, an answer, or was settled in the call.");
        }

        if (call.StartedAt > now.AddMinutes(1))
        {
            body.Reject(CallFields.StartedAt.Name, "A call that is written down has begun already.");
        }

        if (resolved && !call.Answered)
        {
            body.Reject(Resolved.Name, "A call that nobody answered settles nothing.");
        }
    }

    private static Requester? ReadRequester(FieldReader body)
    {
        if (body.Object("requester", required: true) is not { } nested)
        {
            return null;
        }

        string? email = nested.Address("email", required: false);
        string? phone = nested.Text("phone", CallerAddress.NumberLengthMax, required: false);
        string? name = nested.Text("name", NameLengthMax, required: false)?.Trim();
        nested.RejectUnknown();
        string? caller = phone is null ? null : CallerAddress.Of(phone);
        if (phone is not null && caller is null)
        {
            nested.Reject("phone", "Expected a phone number such as +49 30 123456.");
        }
        else if (email is null && phone is null && body.Errors.Count == 0)
        {
            body.Reject("requester", "Name a mail address, a phone number, or both.");
        }

        return (email ?? caller) is { } address ? new Requester(address, name ?? phone) : null;
    }

    private static string? NumberOf(FieldReader body) =>
        body.Object("requester", required: false)?.Text("phone", CallerAddress.NumberLengthMax, required: false)?.Trim();

    private static JsonObject RequesterSchema() => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject
        {
            ["email"] = new JsonObject { ["type"] = "string", ["format"] = "email", ["maxLength"] = MailAddressFormat.LengthMax },
            ["phone"] = BodyFields.TextSchema(CallerAddress.NumberLengthMax),
            ["name"] = BodyFields.TextSchema(NameLengthMax),
        },
    };
}
