using System.Text.Json.Nodes;
using Support.Domain.Model;
using Support.Platform.Attachments;
using Support.Platform.Http;

namespace Support.Functions.Intake.Tickets;

/// <summary>The files in a body of JSON: member <c>attachments</c>.</summary>
public static class AttachedFiles
{
    private const string Name = "attachments";
    private const int NameLengthMax = 255;
    private const int TypeLengthMax = 127;

    /// <summary>The member, for the API document.</summary>
    public static BodyField Field { get; } = new BodyField<string>(
        Name, "Files, within the limits of the model (intake.limits.attachments).", false, Schema(), static _ => string.Empty);

    /// <summary>The most that is read of a body that may bring files: their bytes in base64, and what a body takes otherwise.</summary>
    public static int BodyMax(AttachmentLimits limits) => (int)((limits.TotalMax + 2L) / 3 * 4) + JsonBody.BytesMax;

    /// <summary>Reads and judges the files. A file that may not be kept is a mistake of the body, so that its sender learns of it.</summary>
    public static IReadOnlyList<JudgedFile> Read(FieldReader body, AttachmentLimits limits)
    {
        IReadOnlyList<FieldReader> items = body.Objects(Name, limits.CountMax);
        var files = new List<IncomingFile>();
        foreach (FieldReader item in items)
        {
            string? name = item.Text("name", NameLengthMax, required: true);
            _ = item.Text("contentType", TypeLengthMax, required: false);
            byte[]? bytes = item.Base64("contentBase64");
            item.RejectUnknown();
            if (name is not null && bytes is not null)
            {
                files.Add(new IncomingFile(name, bytes));
            }
        }

        if (body.Errors.Count > 0)
        {
            return [];
        }

        IReadOnlyList<JudgedFile> judged = AttachmentRules.Judge(files, limits);
        for (int i = 0; i < judged.Count; i++)
        {
            if (judged[i].Refusal is { } refusal)
            {
                items[i].RejectWhole($"The file is not taken: {refusal}.");
            }
        }

        return judged;
    }

    private static JsonObject Schema() => new()
    {
        ["type"] = "array",
        ["items"] = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray("name", "contentBase64"),
            ["properties"] = new JsonObject
            {
                ["name"] = BodyFields.TextSchema(NameLengthMax),
                ["contentType"] = BodyFields.TextSchema(TypeLengthMax),
                ["contentBase64"] = new JsonObject { ["type"] = "string", ["contentEncoding"] = "base64" },
            },
        },
    };
}
