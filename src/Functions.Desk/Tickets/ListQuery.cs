using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Support.Domain.Access;
using Support.Domain.Json;
using Support.Domain.Model;
using Support.Domain.Search;
using Support.Platform.Views;

namespace Support.Functions.Desk.Tickets;

/// <summary>
/// The list's query string: <c>team</c>, <c>assignee</c> (<c>me</c> for oneself, <c>none</c> for nobody), <c>status</c>
/// (several by comma), <c>tier</c>, <c>priority</c>, <c>application</c>, <c>requester</c>, <c>organisation</c>,
/// <c>triage</c> (<c>needed</c>), <c>dueBefore</c>, <c>q</c> (words to search for), <c>limit</c> (1 to 200), <c>after</c> (from the <c>Link</c> header).
/// </summary>
internal static class ListQuery
{
    public const int LimitMax = 200;

    private const int WordsLengthMax = 200;

    /// <summary>Every parameter that the list takes.</summary>
    public static readonly IReadOnlySet<string> Names = new HashSet<string>(StringComparer.Ordinal)
    {
        "team", "assignee", "status", "tier", "priority", "application", "requester", "organisation", "triage", "dueBefore", "q", "limit", "after",
    };

    /// <summary>Reads a query; null with the reason when it cannot be understood.</summary>
    public static TicketViewQuery? Read(IQueryCollection query, DeskUser user, out string? mistake)
    {
        mistake = query.Keys.FirstOrDefault(name => !Names.Contains(name)) is { } unknown
            ? $"There is no filter '{unknown}'; known are {string.Join(", ", Names)}."
            : null;
        var read = new TicketViewQuery
        {
            Team = query["team"],
            Assignee = query["assignee"].ToString() switch { "" => null, "me" => user.Id, "none" => string.Empty, var other => other },
            Application = query["application"],
            Requester = query["requester"],
            Organisation = query["organisation"],
            NeedsTriage = Triage(query, ref mistake),
            Statuses = Words<TicketStatus>(query, "status", ref mistake),
            Tier = Words<Tier>(query, "tier", ref mistake).Select(tier => (Tier?)tier).FirstOrDefault(),
            Priority = Words<Priority>(query, "priority", ref mistake).Select(priority => (Priority?)priority).FirstOrDefault(),
            DueBefore = Instant(query, ref mistake),
            Words = Words(query, ref mistake),
            Scope = user.Scope,
            Limit = Limit(query, ref mistake),
            After = Cursor(query, ref mistake),
        };
        return mistake is null ? read : null;
    }

    /// <summary>Whether a parameter says which page to read, rather than which tickets.</summary>
    public static bool IsPaging(string name) => name is "limit" or "after";

    /// <summary>Another query with the page that this query string asks for; null with the reason when it cannot be understood.</summary>
    public static TicketViewQuery? WithPage(TicketViewQuery query, IQueryCollection page, out string? mistake)
    {
        mistake = page.Keys.FirstOrDefault(name => !IsPaging(name)) is { } unknown
            ? $"A view has its filters; there is no '{unknown}' beside limit and after."
            : null;
        TicketViewQuery read = query with { Limit = Limit(page, ref mistake), After = Cursor(page, ref mistake) };
        return mistake is null ? read : null;
    }

    /// <summary>The address of the page after a place.</summary>
    public static string NextPage(HttpRequest request, TicketViewCursor next)
    {
        var query = new QueryBuilder(request.Query.Where(pair => pair.Key != "after"));
        query.Add("after", Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(next, SupportJson.Options)));
        return $"{request.Path}{query}";
    }

    private static bool Triage(IQueryCollection query, ref string? mistake)
    {
        string wanted = query["triage"].ToString();
        mistake = wanted is "" or "needed" ? mistake : "triage takes the word needed.";
        return wanted == "needed";
    }

    private static List<T> Words<T>(IQueryCollection query, string name, ref string? mistake)
        where T : struct, Enum
    {
        var words = new List<T>();
        foreach (string word in query[name].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Enum.TryParse(word, ignoreCase: true, out T value) && Enum.IsDefined(value) && !char.IsAsciiDigit(word[0]))
            {
                words.Add(value);
            }
            else
            {
                mistake = $"{name} takes {string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName))}.";
            }
        }

        return words;
    }

    private static DateTimeOffset? Instant(IQueryCollection query, ref string? mistake)
    {
        if (query["dueBefore"].ToString() is not { Length: > 0 } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant))
        {
            return instant.ToUniversalTime();
        }

        mistake = "dueBefore takes an RFC 3339 time such as 2026-11-22T12:00:00Z.";
        return null;
    }

    private static string? Words(IQueryCollection query, ref string? mistake)
    {
        if (query["q"].ToString() is not { Length: > 0 } text)
        {
            return null;
        }

        if (text.Length > WordsLengthMax || SearchWords.Of(text, 1).Count == 0)
        {
            mistake = $"q takes up to {WordsLengthMax} characters with a word of {SearchWords.LengthMin} letters or digits at least.";
        }

        return text;
    }

    private static int Limit(IQueryCollection query, ref string? mistake)
    {
        if (query["limit"].ToString() is not { Length: > 0 } text)
        {
            return 50;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit is > 0 and <= LimitMax)
        {
            return limit;
        }

        mistake = $"limit takes 1 to {LimitMax}.";
        return 50;
    }

    private static TicketViewCursor? Cursor(IQueryCollection query, ref string? mistake)
    {
        if (query["after"].ToString() is not { Length: > 0 } text)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<TicketViewCursor>(
                Base64Url.DecodeFromChars(text), SupportJson.Options);
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            mistake = "after takes what a Link header gave.";
            return null;
        }
    }
}
