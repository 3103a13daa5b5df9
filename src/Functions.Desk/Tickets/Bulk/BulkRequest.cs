using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Support.Domain.Tickets;
using Support.Functions.Desk.Agents;
using Support.Functions.Desk.Tickets.Commands;
using Support.Platform.Http;

namespace Support.Functions.Desk.Tickets.Bulk;

/// <summary>One command, and the tickets that it is for.</summary>
public sealed record BulkRequest
{
    /// <summary>The most tickets of one request.</summary>
    public const int TicketsMax = 100;

    private const int ReferenceLengthMax = 32;
    private const int NameLengthMax = 40;

    private static readonly BodyField<string> CommandName =
        BodyFields.NeededText("command", NameLengthMax, "The command, such as assign or swarm/join.");

    private static readonly BodyField<FieldReader?> Body = new(
        "body",
        "The body of the command, as it would be for one ticket.",
        false,
        new JsonObject { ["type"] = "object" },
        fields => fields.Object("body", required: false));

    private static readonly BodyField<IReadOnlyList<string>> References =
        BodyFields.Texts("tickets", TicketsMax, ReferenceLengthMax, "The tickets. Either these or a view.");

    private static readonly BodyField<IReadOnlyDictionary<string, string>?> SeenVersions = BodyFields.NamedTexts(
        "versions", TicketsMax, NameLengthMax, "By reference the version of a ticket that the sender saw; a ticket that has changed since is left alone.");

    private static readonly BodyField<string?> ViewName =
        BodyFields.Text("view", NameLengthMax, "A saved view; the command is done to the first tickets that it lists now.");

    private static readonly BodyField<int?> ViewLimit =
        BodyFields.Whole("limit", 1, TicketsMax, "How many tickets of the view.");

    /// <summary>Every member that the body may have.</summary>
    public static IReadOnlyList<BodyField> Fields { get; } = [CommandName, Body, References, SeenVersions, ViewName, ViewLimit];

    /// <summary>What to do.</summary>
    public required TicketCommand Command { get; init; }

    /// <summary>The tickets as they were named; what is no reference is not found. Null when a view names them.</summary>
    public IReadOnlyList<string>? Tickets { get; init; }

    /// <summary>The view that names them.</summary>
    public string? View { get; init; }

    /// <summary>How many tickets of the view.</summary>
    public int Limit { get; init; }

    /// <summary>By reference the version that the sender saw.</summary>
    public IReadOnlyDictionary<string, int> Versions { get; init; } = new Dictionary<string, int>();

    /// <summary>Reads a request; the problem to answer with when it cannot be understood, or its sender may not do that.</summary>
    internal static (BulkRequest? Request, Problem? Problem) Read(JsonElement root, SignedInAgent agent)
    {
        var fields = new FieldReader(root);
        string name = CommandName.In(fields);
        FieldReader? body = Body.In(fields);
        IReadOnlyList<string> tickets = References.In(fields);
        IReadOnlyDictionary<string, int> versions = SeenIn(fields);
        (string? view, int? limit) = (ViewName.In(fields), ViewLimit.In(fields));
        if (fields.Errors.Count == 0 && tickets.Count > 0 == view is not null)
        {
            fields.Reject(References.Name, "Name tickets or a view, one of the two.");
        }

        fields.RejectUnknown();
        if (fields.Errors.Count > 0)
        {
            return (null, Problems.InvalidFields(fields.Errors));
        }

        (TicketCommand? command, Problem? problem) = CommandDoor.Read(name, body ?? new FieldReader(NoBody), agent);
        return command is null ? (null, problem) : (new BulkRequest
        {
            Command = command,
            Tickets = view is null ? [.. tickets.Distinct(StringComparer.OrdinalIgnoreCase)] : null,
            View = view,
            Limit = limit ?? TicketsMax,
            Versions = versions,
        }, null);
    }

    private static JsonElement NoBody { get; } = JsonElement.Parse("{}");

    private static Dictionary<string, int> SeenIn(FieldReader fields)
    {
        var versions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((string reference, string version) in SeenVersions.In(fields) ?? new Dictionary<string, string>())
        {
            if (TicketId.TryParse(reference, out TicketId id)
                && int.TryParse(version.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out int seen))
            {
                versions[id.Value] = seen;
            }
            else
            {
                fields.Reject(SeenVersions.Name, $"Expected references with the ETag of each, such as \"7\"; {reference} has none.");
            }
        }

        return versions;
    }
}
