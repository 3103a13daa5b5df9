using System.CommandLine;

namespace Support.Local.Cli.Commands;

/// <summary><c>support key create|list|revoke</c>: the keys of customers and systems.</summary>
internal static class KeyCommand
{
    private static readonly Option<string> Name = new("--name") { Description = "The integration that will hold the key.", HelpName = "NAME", Required = true };

    private static readonly Option<string?> Organisation = new("--organisation")
    {
        Description = "Id of the organisation whose tickets it opens and reads.", HelpName = "ID",
    };

    private static readonly Option<string[]> Scopes = new("--scope")
    {
        Description = "What it allows: tickets:write, tickets:read; may be repeated.", HelpName = "SCOPE", Required = true,
    };

    private static readonly Option<DateTimeOffset?> ExpiresAt = new("--expires") { Description = "When it ends.", HelpName = "TIME" };

    private static readonly Argument<string> Id = new("ID") { Description = "The key's id." };

    public static Command Create() => new("key", "Looks after the keys of customers and systems.")
    {
        DeskCaller.Command("create", "Makes a key and prints it, this once.", [Name, Organisation, Scopes, ExpiresAt], static (parsed, cancellationToken) =>
            DeskCaller.PrintAsync(parsed, HttpMethod.Post, "api/desk/keys", Body(parsed), cancellationToken)),
        DeskCaller.Command("list", "Lists all keys; none of them itself.", [], static (parsed, cancellationToken) =>
            DeskCaller.PrintAsync(parsed, HttpMethod.Get, "api/desk/keys", null, cancellationToken)),
        DeskCaller.Command("revoke", "Revokes a key; it opens nothing any more within half a minute.", [Id], static (parsed, cancellationToken) =>
            DeskCaller.PrintAsync(parsed, HttpMethod.Delete, $"api/desk/keys/{Uri.EscapeDataString(parsed.GetValue(Id)!)}", null, cancellationToken)),
    };

    private static Dictionary<string, object?> Body(ParseResult parsed) => new()
    {
        ["name"] = parsed.GetValue(Name),
        ["organisation"] = parsed.GetValue(Organisation),
        ["scopes"] = parsed.GetValue(Scopes),
        ["expiresAt"] = parsed.GetValue(ExpiresAt),
    };
}
