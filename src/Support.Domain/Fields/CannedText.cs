using System.Text;
using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Fields;

/// <summary>The text of a canned answer, with its placeholders filled in.</summary>
public static class CannedText
{
    private const string Opening = "{{";
    private const string Closing = "}}";

    /// <summary>The placeholders that there are, without their braces.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        "requester.name", "requester.email", "ticket.id", "ticket.subject", "ticket.application", "agent.name", "organisation.name",
    ];

    /// <summary>The names between double braces, in order; blanks around a name do not count.</summary>
    public static IEnumerable<string> Placeholders(string text) => Parts(text).Where(static part => part.IsName).Select(static part => part.Text);

    /// <summary>
    /// The answer as an agent would give it. What is filled in is not read for placeholders again, so that a requester whose
    /// name is one gets it back as it is.
    /// </summary>
    public static string Render(CannedAnswer answer, Ticket ticket, Actor agent, SupportModel model)
    {
        var text = new StringBuilder();
        foreach ((string part, bool isName) in Parts(answer.Text))
        {
            text.Append(isName ? Value(part, ticket, agent, model) : part);
        }

        return text.ToString();
    }

    private static string Value(string name, Ticket ticket, Actor agent, SupportModel model) => name switch
    {
        "requester.name" => ticket.Requester.Name ?? ticket.Requester.Email,
        "requester.email" => ticket.Requester.Email,
        "ticket.id" => ticket.Id.Value,
        "ticket.subject" => ticket.Subject,
        "ticket.application" => model.Applications.GetValueOrDefault(ticket.Application)?.Name ?? ticket.Application,
        "agent.name" => model.Agents.GetValueOrDefault(agent.Id)?.Name ?? agent.Name ?? agent.Id,
        "organisation.name" => model.Organisation.Name,
        _ => "",
    };

    private static IEnumerable<(string Text, bool IsName)> Parts(string text)
    {
        int from = 0;
        while (from < text.Length)
        {
            int open = text.IndexOf(Opening, from, StringComparison.Ordinal);
            int close = open < 0 ? -1 : text.IndexOf(Closing, open + Opening.Length, StringComparison.Ordinal);
            if (close < 0)
            {
                yield return (text[from..], false);
                yield break;
            }

            yield return (text[from..open], false);
            yield return (text[(open + Opening.Length)..close].Trim(), true);
            from = close + Closing.Length;
        }
    }
}
