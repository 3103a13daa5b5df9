namespace Support.Local.Email;

/// <summary>What a mail server answered.</summary>
internal sealed record SmtpReply(int Code, string Text)
{
    public bool IsPositive => Code is >= 200 and < 400;
}
