namespace Support.Local.Email;

/// <summary>What a mail server answered.</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public string Text => string.Join(' ', Lines);

    public bool IsPositive => Code is >= 200 and < 400;
}
