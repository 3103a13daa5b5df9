using Support.Domain.Model;

namespace Support.Domain.Tickets;

/// <summary>Who is called to look by an internal note.</summary>
public static class Mentions
{
    /// <summary>The most that one note calls; whoever wants more writes to the team.</summary>
    public const int MentionsMax = 20;

    /// <summary>
    /// The agents whom a text calls by <c>@id</c>, each once, in order. An address such as <c>ann@example.com</c> calls nobody,
    /// and neither does a name that no agent has.
    /// </summary>
    public static IReadOnlyList<string> In(string text, SupportModel model)
    {
        var found = new List<string>();
        for (int at = text.IndexOf('@', StringComparison.Ordinal); at >= 0 && found.Count < MentionsMax; at = text.IndexOf('@', at + 1))
        {
            bool inWord = at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '.' or '_' or '-' or '+' or '@');
            int end = at + 1;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '-'))
            {
                end++;
            }

            string id = text[(at + 1)..end].TrimEnd('-').ToLowerInvariant();
            if (!inWord && model.Agents.ContainsKey(id) && !found.Contains(id))
            {
                found.Add(id);
            }
        }

        return found;
    }
}
