using System.Text.Json;

namespace Support.Local.SlaCases;

/// <summary>Runs a file of cases in the neutral format through the domain.</summary>
public static class SlaCaseFile
{
    /// <summary>The largest file that is read, in characters.</summary>
    public const int LengthMax = 32 * 1024 * 1024;

    private const int CasesMax = 100_000;

    /// <summary>The result of every case, in the order of the file: an object with a list <c>cases</c>, or the list itself.</summary>
    /// <exception cref="FormatException">The file is none of cases; the message says where.</exception>
    public static IReadOnlyList<SlaCaseResult> Run(string json)
    {
        if (json.Length > LengthMax)
        {
            throw new FormatException($"The file is longer than {LengthMax} characters.");
        }

        using JsonDocument document = Parse(json);
        JsonElement root = document.RootElement;
        JsonElement cases = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("cases", out JsonElement list) ? list : root;
        if (cases.ValueKind != JsonValueKind.Array || cases.GetArrayLength() > CasesMax)
        {
            throw new FormatException($"Expected a list of at most {CasesMax} cases, or an object with such a list in 'cases'.");
        }

        return [.. cases.EnumerateArray().Select(static (element, index) => Run(element, index))];
    }

    private static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException error)
        {
            throw new FormatException($"The file is not JSON: {error.Message}", error);
        }
    }

    private static SlaCaseResult Run(JsonElement element, int index)
    {
        SlaCase sla = Read(element, index);
        try
        {
            return sla.Kind switch
            {
                "add_business_time" => BusinessTimeCase.Add(sla),
                "business_time_between" => BusinessTimeCase.Between(sla),
                "business_periods" => BusinessTimeCase.Periods(sla),
                "ticket" or "ticket_behaviour" => TicketCase.Run(sla),
                _ => throw new FormatException($"the kind '{sla.Kind}' is unknown"),
            };
        }
        catch (FormatException unreadable)
        {
            // One case that cannot be read is a case that is not met; the others are still worth running.
            return SlaCaseResult.Unreadable(sla, unreadable.Message);
        }
    }

    private static SlaCase Read(JsonElement element, int index)
    {
        string where = $"/cases/{index}";
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"{where}: expected an object.");
        }

        string id = element.TextOrNull("id") ?? throw new FormatException($"{where}/id: expected a text.");
        return new SlaCase
        {
            Id = id,
            Kind = element.TextOrNull("kind") ?? throw new FormatException($"{where}/kind: expected a text."),
            Source = element.MemberOrNull("source")?.TextOrNull("repo") ?? "",
            Calendar = element.Object("calendar", where),
            Policy = element.Object("policy", where),
            Events = element.MemberOrNull("events") is { ValueKind: JsonValueKind.Array } events
                ? [.. events.EnumerateArray()]
                : throw new FormatException($"{where}/events: expected a list."),
            Expected = element.Object("expected", where),
            Note = element.TextOrNull("note"),
        };
    }
}
