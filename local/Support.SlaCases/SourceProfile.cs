using System.Text.Json.Nodes;

namespace Support.Local.SlaCases;

/// <summary>
/// How a system counts where systems differ, in the options of our SLA policy. A profile is the system's, never a single
/// case's; a source that is not listed is run with our defaults.
/// </summary>
/// <param name="Options">Members of an <c>slaPolicies</c> entry.</param>
/// <param name="Words">The same for a person.</param>
internal sealed record SourceProfile(JsonObject Options, string Words)
{
    private static readonly (string Name, Func<JsonObject> Options, string Words)[] Known =
    [
        ("zammad", static () => new JsonObject
        {
            ["pausedBy"] = new JsonObject
            {
                ["firstResponse"] = new JsonArray("pending"),
                ["nextResponse"] = new JsonArray("pending"),
                ["resolution"] = new JsonArray("pending"),
            },
            ["nextResponseStarts"] = "withFirstMessage",
            ["atClosingTime"] = "nextOpening",
        }, "Zammad: its pausing states pause every clock, the update time runs from the customer's first message on, a due time at closing time is the next opening"),
        ("osticket", static () => new JsonObject { ["onReopen"] = "restart" }, "osTicket: reopening begins the time to resolve again"),
        ("jira", static () => new JsonObject { ["onReopen"] = "newCycle" }, "Jira: reopening is another cycle"),
        ("bestpractical", static () => new JsonObject { ["requesterlessStart"] = false }, "RT: only a requester's ticket waits for a response"),
    ];

    /// <summary>The profile of a source, by its repository's name.</summary>
    public static SourceProfile Of(string source)
    {
        foreach ((string name, Func<JsonObject> options, string words) in Known)
        {
            if (source.Contains(name, StringComparison.OrdinalIgnoreCase))
            {
                return new SourceProfile(options(), words);
            }
        }

        return new SourceProfile([], "our defaults");
    }
}
