using System.Text.Json;
using Support.Domain.Access;
using Support.Functions.Desk.Agents;
using Support.Functions.Desk.Tickets;
using Support.Platform.Http;
using Support.Platform.Views;

namespace Support.Functions.Desk.Views;

/// <summary>Reads the body of <c>PUT /api/desk/views/{name}</c>.</summary>
internal static class ViewBody
{
    private const int NameLengthMax = 40;
    private const int TitleLengthMax = 120;
    private const int FiltersMax = 20;
    private const int FilterLengthMax = 300;

    private static readonly BodyField<string?> Title = BodyFields.Text("title", TitleLengthMax, "What people call it.");

    private static readonly BodyField<IReadOnlyDictionary<string, string>?> Filter = BodyFields.NamedTexts(
        "filter", FiltersMax, FilterLengthMax, "The filters of GET /api/desk/tickets by name, as its query string has them; not limit and after.");

    private static readonly BodyField<bool?> Shared =
        BodyFields.Flag("shared", "Whether everybody gets it; for leads and administrators.");

    public static IReadOnlyList<BodyField> Fields { get; } = [Title, Filter, Shared];

    /// <summary>Whether a view may be called so: small letters, digits and hyphens.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= NameLengthMax && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    public static (SavedView? View, Problem? Problem) Read(string name, JsonElement root, SignedInAgent agent, DateTimeOffset now)
    {
        if (!IsName(name))
        {
            return (null, Problems.BadRequest($"A view is called by 1 to {NameLengthMax} small letters, digits and hyphens."));
        }

        var body = new FieldReader(root);
        (string? title, bool shared) = (Title.In(body), Shared.In(body) ?? false);
        IReadOnlyDictionary<string, string> filter = Filter.In(body) ?? new Dictionary<string, string>();
        body.RejectUnknown();
        if (body.Errors.Count == 0 && Mistake(filter, agent.User) is { } mistake)
        {
            body.Reject(Filter.Name, mistake);
        }

        if (body.Errors.Count > 0)
        {
            return (null, Problems.InvalidFields(body.Errors));
        }

        if (shared && AccessRules.Refusal(agent.User, DeskQuery.SharedViews) is { } reason)
        {
            return (null, Problems.Forbidden(reason));
        }

        return (new SavedView { Name = name, Title = title, Filter = filter, Shared = shared, By = agent.Id, At = now }, null);
    }

    private static string? Mistake(IReadOnlyDictionary<string, string> filter, DeskUser user)
    {
        if (filter.Keys.FirstOrDefault(ListQuery.IsPaging) is { } paging)
        {
            return $"{paging} is asked for when the view is read, not saved with it.";
        }

        return ListQuery.Read(NamedViews.Filter(filter), user, out string? mistake) is null ? mistake : null;
    }
}
