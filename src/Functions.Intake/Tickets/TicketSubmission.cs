using System.Text.Json;
using Support.Domain.Fields;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Platform.Attachments;
using Support.Platform.Http;

namespace Support.Functions.Intake.Tickets;

/// <summary>A ticket that somebody submits.</summary>
/// <param name="Command">What opens it.</param>
/// <param name="Files">The files that come with it, none of which is refused.</param>
public sealed record SubmittedTicket(OpenTicket Command, IReadOnlyList<JudgedFile> Files);

/// <summary>The body of <c>POST /api/tickets</c>, and the <c>data</c> of a queue message.</summary>
public static class TicketSubmission
{
    /// <summary>The longest subject.</summary>
    public const int SubjectLengthMax = 250;

    /// <summary>The longest description or message.</summary>
    public const int TextLengthMax = 256 * 1024;

    private const string CustomFieldsName = "customFields";
    private const int CustomFieldsMax = 20;
    private const int CustomFieldLengthMax = 500;

    /// <summary>Reads and checks a submission. Null when there are errors.</summary>
    public static SubmittedTicket? Read(JsonElement root, SupportModel model, out IReadOnlyList<FieldError> errors)
    {
        var fields = new FieldReader(root);
        string? subject = fields.Text("subject", SubjectLengthMax, required: true);
        string? description = fields.Text("description", TextLengthMax, required: true, multiline: true);
        Requester? requester = ReadRequester(fields);
        string? application = fields.Text("application", 40, required: false);
        TicketKind? kind = fields.Word<TicketKind>("kind");
        Grade? impact = fields.Word<Grade>("impact");
        Grade? urgency = fields.Word<Grade>("urgency");
        IReadOnlyDictionary<string, string>? custom = ReadCustomFields(fields, model, application ?? model.Intake.DefaultApplication);
        IReadOnlyList<JudgedFile> files = AttachedFiles.Read(fields, model.Intake.Limits.Attachments);
        fields.RejectUnknown();
        if (application is not null && !model.Applications.ContainsKey(application))
        {
            fields.Reject("application", $"There is no such application; known are {string.Join(", ", model.Applications.Keys)}.");
        }

        errors = fields.Errors;
        if (errors.Count > 0)
        {
            return null;
        }

        var command = new OpenTicket
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
        return new SubmittedTicket(command, files);
    }

    // A model that declares fields has types for them; one that declares none takes a few texts by free names.
    private static IReadOnlyDictionary<string, string>? ReadCustomFields(FieldReader fields, SupportModel model, string application)
    {
        if (model.CustomFields.Count == 0)
        {
            return fields.Texts(CustomFieldsName, CustomFieldsMax, CustomFieldLengthMax);
        }

        IReadOnlyDictionary<string, string?>? said = fields.Scalars(CustomFieldsName, FieldRules.FieldsMax, FieldRules.LengthMax);
        IReadOnlyDictionary<string, string>? values = FieldRules.Opening(model, application, said, out IReadOnlyList<FieldMistake> mistakes);
        foreach (FieldMistake mistake in mistakes)
        {
            fields.RejectIn(CustomFieldsName, mistake.Field, mistake.Mistake);
        }

        return values;
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
