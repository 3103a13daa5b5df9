using System.Globalization;
using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Fields;

/// <summary>What is wrong with a field.</summary>
/// <param name="Field">Its id.</param>
/// <param name="Mistake">What is wrong, for a person to read.</param>
public sealed record FieldMistake(string Field, string Mistake);

/// <summary>Set custom fields, or clear some.</summary>
/// <param name="Values">Values by field id; null clears.</param>
/// <param name="Reason">Why; null when nobody said.</param>
public sealed record SetFields(IReadOnlyDictionary<string, string?> Values, string? Reason) : TicketCommand;

/// <summary>Custom fields have other values.</summary>
public sealed record FieldsChanged : TicketEventData
{
    /// <summary>The new values by field id, as <see cref="FieldRules.Normalise"/> writes them.</summary>
    public required IReadOnlyDictionary<string, string> Set { get; init; }

    /// <summary>The fields that have no value any more.</summary>
    public IReadOnlyList<string> Cleared { get; init; } = [];
}

/// <summary>
/// Which fields a ticket has and what they may hold. A model that declares none takes any texts, so that a desk may begin
/// without deciding.
/// </summary>
public static class FieldRules
{
    /// <summary>The most fields of one ticket.</summary>
    public const int FieldsMax = 100;

    /// <summary>The longest value.</summary>
    public const int LengthMax = 500;

    /// <summary>The value as it is kept: a number, day or choice in one way of writing; null with the reason when it is none.</summary>
    public static string? Normalise(CustomField field, string text, out string mistake)
    {
        string value = text.Trim();
        mistake = "";
        switch (field.Type)
        {
            case FieldType.Number when decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number):
                return number.ToString(CultureInfo.InvariantCulture);
            case FieldType.Number:
                mistake = "Expected a number such as 12.5.";
                return null;
            case FieldType.Date when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _):
                return value;
            case FieldType.Date:
                mistake = "Expected a day such as 2026-11-22.";
                return null;
            case FieldType.Boolean when value is "true" or "false":
                return value;
            case FieldType.Boolean:
                mistake = "Expected true or false.";
                return null;
            case FieldType.Choice when field.Choices.Contains(value):
                return value;
            case FieldType.Choice:
                mistake = $"Expected one of {string.Join(", ", field.Choices)}.";
                return null;
            case FieldType.MultiChoice:
                return Several(field, value, out mistake);
            default:
                return text;
        }
    }

    /// <summary>
    /// What a requester says of the fields when a ticket of an application is opened: the values as they are kept, and every
    /// mistake. Without declared fields everything is taken as it is.
    /// </summary>
    public static IReadOnlyDictionary<string, string>? Opening(
        SupportModel model, string application, IReadOnlyDictionary<string, string?>? said, out IReadOnlyList<FieldMistake> mistakes)
    {
        var found = new List<FieldMistake>();
        mistakes = found;
        if (model.CustomFields.Count == 0)
        {
            return said?.Where(static pair => pair.Value is not null).ToDictionary(static pair => pair.Key, static pair => pair.Value!);
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string id, string? text) in said ?? new Dictionary<string, string?>())
        {
            if (Find(model, application, id, found) is not { } field)
            {
                continue;
            }

            if (!field.EditableByRequester)
            {
                found.Add(new FieldMistake(id, "Only agents set this field."));
            }
            else if (text is not null && Keep(id, field, text, found) is { } value)
            {
                values[id] = value;
            }
        }

        found.AddRange(model.CustomFields
            .Where(pair => pair.Value.Required && pair.Value.IsOf(application) && said?.GetValueOrDefault(pair.Key) is null)
            .Select(static pair => new FieldMistake(pair.Key, $"It is missing: {pair.Value.Name} is needed.")));
        return values.Count == 0 ? null : values;
    }

    /// <summary>The fields of a ticket that its requester may see; null for none. What the model does not declare stays inside.</summary>
    public static IReadOnlyDictionary<string, string>? Visible(Ticket ticket, SupportModel model)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string id, string value) in ticket.CustomFields ?? new Dictionary<string, string>())
        {
            if (model.CustomFields.TryGetValue(id, out CustomField? field) && field.VisibleToRequester)
            {
                seen[id] = value;
            }
        }

        return seen.Count == 0 ? null : seen;
    }

    internal static string? Set(TicketDraft draft, SetFields command)
    {
        SupportModel model = draft.Context.Model;
        Ticket ticket = draft.Ticket;
        var mistakes = new List<FieldMistake>();
        var set = new Dictionary<string, string>(StringComparer.Ordinal);
        var cleared = new List<string>();
        foreach ((string id, string? text) in command.Values)
        {
            CustomField? field = model.CustomFields.Count == 0 ? null : Find(model, ticket.Application, id, mistakes);
            bool has = ticket.CustomFields?.ContainsKey(id) ?? false;
            if (text is null && field is { Required: true })
            {
                mistakes.Add(new FieldMistake(id, "It is required and cannot be cleared."));
            }
            else if (text is null && has)
            {
                cleared.Add(id);
            }
            else if (text is not null && (field is null ? text : Keep(id, field, text, mistakes)) is { } value
                && ticket.CustomFields?.GetValueOrDefault(id) != value)
            {
                set[id] = value;
            }
        }

        if (mistakes.Count > 0)
        {
            return string.Join(" ", mistakes.Select(static mistake => $"Field '{mistake.Field}': {mistake.Mistake}"));
        }

        if ((ticket.CustomFields?.Count ?? 0) + set.Count - cleared.Count > FieldsMax)
        {
            return $"A ticket has at most {FieldsMax} fields.";
        }

        if (set.Count + cleared.Count > 0)
        {
            draft.Emit(new FieldsChanged { Set = set, Cleared = cleared }, command.Reason);
        }

        return null;
    }

    private static CustomField? Find(SupportModel model, string application, string id, List<FieldMistake> mistakes)
    {
        if (model.CustomFields.TryGetValue(id, out CustomField? field) && field.IsOf(application))
        {
            return field;
        }

        string known = string.Join(", ", model.CustomFields.Where(pair => pair.Value.IsOf(application)).Select(static pair => pair.Key));
        mistakes.Add(new FieldMistake(id, $"Tickets of {application} have no such field; known are {(known.Length > 0 ? known : "none")}."));
        return null;
    }

    private static string? Keep(string id, CustomField field, string text, List<FieldMistake> mistakes)
    {
        string? value = Normalise(field, text, out string mistake);
        if (value is null)
        {
            mistakes.Add(new FieldMistake(id, mistake));
        }

        return value;
    }

    // Choices are ids, in which no comma can be; their order is that of the model, so that one choice of several is one text.
    private static string? Several(CustomField field, string text, out string mistake)
    {
        string[] chosen = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        bool known = chosen.Length > 0 && chosen.All(field.Choices.Contains);
        mistake = known ? "" : $"Expected some of {string.Join(", ", field.Choices)}.";
        return known ? string.Join(",", field.Choices.Where(chosen.Contains)) : null;
    }
}
