using System.Text.Json;
using Support.Domain.Model;
using Support.Domain.Routing;
using Support.Domain.Tickets;
using Support.Platform.Http;

namespace Support.Functions.Desk.Routing;

/// <summary>The body of <c>POST /api/desk/routing/explain</c>: a ticket that might come in.</summary>
internal static class RoutingQuestion
{
    private const int SubjectLengthMax = 250;
    private const int TextLengthMax = 256 * 1024;
    private const int IdLengthMax = 40;
    private const int FieldsMax = 20;
    private const int FieldLengthMax = 500;

    private static readonly BodyField<string> Subject = BodyFields.NeededText("subject", SubjectLengthMax, "One line.");

    private static readonly BodyField<string?> Description =
        BodyFields.Text("description", TextLengthMax, "The first message.", multiline: true);

    private static readonly BodyField<string> Requester = BodyFields.NeededText(
        "requester", MailAddressFormat.LengthMax, "The requester's mail address.");

    private static readonly BodyField<IntakeChannel?> Channel = BodyFields.Word<IntakeChannel>("channel", "The way in; api where it is left out.");

    private static readonly BodyField<string?> Application =
        BodyFields.Text("application", IdLengthMax, "The application that the sender named; left out for none.");

    private static readonly BodyField<TicketKind?> Kind = BodyFields.Word<TicketKind>("kind", "The kind that the sender named.");

    private static readonly BodyField<Grade?> Impact = BodyFields.Word<Grade>("impact", "The impact that the sender named.");

    private static readonly BodyField<Grade?> Urgency = BodyFields.Word<Grade>("urgency", "The urgency that the sender named.");

    private static readonly BodyField<IReadOnlyDictionary<string, string>?> CustomFields =
        BodyFields.NamedTexts("customFields", FieldsMax, FieldLengthMax, "What the sender added, by name.");

    /// <summary>Every member that the body may have.</summary>
    public static IReadOnlyList<BodyField> Fields { get; } =
        [Subject, Description, Requester, Channel, Application, Kind, Impact, Urgency, CustomFields];

    /// <summary>Reads and checks a body. Null when there are errors.</summary>
    public static RoutingFacts? Read(JsonElement root, SupportModel model, out IReadOnlyList<FieldError> errors)
    {
        var body = new FieldReader(root);
        var facts = new RoutingFacts
        {
            Subject = Subject.In(body),
            Description = Description.In(body) ?? string.Empty,
            Requester = Requester.In(body),
            Channel = Channel.In(body) ?? IntakeChannel.Api,
            Application = Application.In(body),
            Kind = Kind.In(body),
            Impact = Impact.In(body),
            Urgency = Urgency.In(body),
            CustomFields = CustomFields.In(body),
        };
        body.RejectUnknown();
        if (facts.Application is { } application && !model.Applications.ContainsKey(application))
        {
            body.Reject("application", $"There is no such application; known are {string.Join(", ", model.Applications.Keys)}.");
        }

        errors = body.Errors;
        return errors.Count > 0 ? null : facts;
    }
}
