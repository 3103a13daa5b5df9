using Support.Domain.Model;
using Support.Platform.ApiKeys;
using Support.Platform.Http;

namespace Support.Functions.Desk.Keys;

/// <summary>What a new key is for.</summary>
public static class KeyBody
{
    private const int NameLengthMax = 120;
    private const int ScopeLengthMax = 40;
    private const int IdLengthMax = 40;

    private static readonly BodyField<string> Name = BodyFields.NeededText("name", NameLengthMax, "The integration that will hold it, for people.");

    private static readonly BodyField<string?> Organisation = BodyFields.Text(
        "organisation", IdLengthMax, "Id of the organisation whose tickets it opens and reads; left out, that of each requester's address, and it reads none.");

    private static readonly BodyField<IReadOnlyList<string>> Scopes = BodyFields.Texts(
        "scopes", ApiKey.AllScopes.Count, ScopeLengthMax, $"What it allows: {string.Join(", ", ApiKey.AllScopes)}.", required: true);

    private static readonly BodyField<DateTimeOffset?> ExpiresAt = BodyFields.Instant("expiresAt", "When it ends; left out, never.");

    /// <summary>Every member, for the API document.</summary>
    public static IReadOnlyList<BodyField> Fields { get; } = [Name, Organisation, Scopes, ExpiresAt];

    /// <summary>Reads what a key is for; null when there are errors.</summary>
    public static ApiKey? Read(FieldReader body, SupportModel model, string by, DateTimeOffset now)
    {
        var key = new ApiKey
        {
            Id = string.Empty,
            Name = Name.In(body),
            Organisation = Organisation.In(body),
            Scopes = Scopes.In(body),
            ExpiresAt = ExpiresAt.In(body),
            CreatedAt = now,
            CreatedBy = by,
        };
        body.RejectUnknown();
        if (key.Organisation is { } organisation && !model.Organisations.ContainsKey(organisation))
        {
            body.Reject(Organisation.Name, $"There is no such organisation; known are {string.Join(", ", model.Organisations.Keys.Order(StringComparer.Ordinal))}.");
        }

        if (key.Scopes.FirstOrDefault(scope => !ApiKey.AllScopes.Contains(scope)) is { } unknown)
        {
            body.Reject(Scopes.Name, $"There is no scope '{unknown}'; known are {string.Join(", ", ApiKey.AllScopes)}.");
        }

        if (key.ExpiresAt <= now)
        {
            body.Reject(ExpiresAt.Name, "Expected a time to come.");
        }

        return body.Errors.Count > 0 ? null : key;
    }
}
