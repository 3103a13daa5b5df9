namespace Support.Local.Email;

/// <summary>What a mail server says it can do, of what is used here.</summary>
internal sealed record SmtpOffers(bool StartTls, bool PlainLogin, bool Login)
{
    /// <param name="hello">The reply to EHLO: after the server's name one extension a line.</param>
    public static SmtpOffers From(SmtpReply hello)
    {
        string[][] extensions = [.. hello.Lines.Skip(1).Select(line => line.ToUpperInvariant().Split([' ', '='], StringSplitOptions.RemoveEmptyEntries))];
        HashSet<string> logins = [.. extensions.Where(words => words is ["AUTH", ..]).SelectMany(words => words.Skip(1))];
        return new SmtpOffers(extensions.Any(words => words is ["STARTTLS", ..]), logins.Contains("PLAIN"), logins.Contains("LOGIN"));
    }
}
