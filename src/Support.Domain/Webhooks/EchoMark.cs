using System.Globalization;
using System.Text.RegularExpressions;
using Support.Domain.Tickets;

namespace Support.Domain.Webhooks;

/// <summary>
/// The line that a message of ours begins with in another system, by which it is known again when that system tells us of
/// it. Anybody can write such a line, so it counts only with the message's own text below it.
/// </summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Message">The message's number.</param>
/// <param name="Text">What stands below the line.</param>
public sealed partial record EchoMark(TicketId Ticket, int Message, string Text)
{
    // What another system may have cut off at its end is still ours if so much of it is.
    private const int TellingLength = 500;

    /// <summary>A message as the other system gets it.</summary>
    public static string Marked(TicketId ticket, TicketMessage message) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Prefix(ticket, message.Number)} {message.Author.Name ?? message.Author.Id} wrote:\n\n{message.Text}");

    /// <summary>What the line of a message begins with.</summary>
    public static string Prefix(TicketId ticket, int message) =>
        string.Create(CultureInfo.InvariantCulture, $"[{ticket.Value} #{message}]");

    /// <summary>The mark that a text begins with; null for none.</summary>
    public static EchoMark? Find(string text)
    {
        Match line = Line().Match(text);
        return line.Success && TicketId.TryParse(line.Groups[1].Value, out TicketId ticket)
            ? new EchoMark(ticket, int.Parse(line.Groups[2].ValueSpan, CultureInfo.InvariantCulture), text[line.Length..])
            : null;
    }

    /// <summary>Whether the text is that message's, blanks apart; the other system may have cut a long one.</summary>
    public bool IsOf(TicketMessage message)
    {
        string theirs = Squeeze(Text);
        string ours = Squeeze(PayloadText.Block(message.Text) ?? "");
        return theirs == ours || (theirs.Length >= TellingLength && ours.StartsWith(theirs[..TellingLength], StringComparison.Ordinal));
    }

    private static string Squeeze(string text) => string.Concat(text.Where(static letter => !char.IsWhiteSpace(letter)));

    [GeneratedRegex(@"\A\s*\[(SUP-[0-9A-Z]{4,16}) #([1-9][0-9]{0,5})\] [^\n]{1,300} wrote:[ \t]*\r?\n")]
    private static partial Regex Line();
}
