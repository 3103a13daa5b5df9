using System.Text.Json;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Platform.Http;

namespace Support.Functions.Intake.Tickets;

/// <summary>The body of <c>POST /api/tickets</c>, and the <c>data</c> of a queue message.</summary>
public static class TicketSubmission
{
    /// <summary>The longest subject.</summary>
    public const int SubjectLengthMax = 250;

    /// <summary>The longest description or message.</summary>
    public const int TextLengthMax = 256 * 1024;

    private const int CustomFieldsMax = 20;
    private const int CustomFieldLengthMax = 500;

    /// <summary>Reads and checks a submission. Null when there are errors.</summary>
    public static OpenTicket? Read(JsonElement root, SupportModel model, out IReadOnlyList<FieldError> errors)
    {
        var fields = new FieldReader(root);
        string? subject = fields.Text("subject", SubjectLengthMax, required: true);
        string? description = fields.Text("description", TextLengthMax, required: true, multiline: true);
        Requester? requester = ReadRequester(fields);
        string? application = fields.Text("application", 40, required: false);
        TicketKind? kind = fields.Word<TicketKind>("kind");
        Grade? impact = fields.Word<Grade>("impact");
        Grade? urgency = fields.Word<Grade>("urgency");
        IReadOnlyDictionary<string, string>? custom = fields.Texts("customFields", CustomFieldsMax, CustomFieldLengthMax);
        fields.RejectUnknown();
        if (application is not null && !model.Applications.ContainsKey(application))
        {
            fields.Reject("application", $"There is no such application; known are {string.Join(", ", model.Applications.Keys)}.");
        }

        errors = fields.Errors;
        return errors.Count > 0 ? null : new OpenTicket
        {
            Subject = subject!.Trim(),
            Description = description!,
            Requester = requester!,
            Application = application,
            Kind = kind,
            Impact = impact,
            Urgency = urgency,
            CustomFields = custom,
        };
    }

    private static Requester? ReadRequester(FieldReader fields)
    {
        if (fields.Object("requester", required: true) is not { } nested)
        {
            return null;
        }

        string? email = nested.Address("email", required: true);
        string? name = nested.Text("name", 200, required: false);
        nested.RejectUnknown();
        return email is null ? null : new Requester(email, name?.Trim());
    }
}
