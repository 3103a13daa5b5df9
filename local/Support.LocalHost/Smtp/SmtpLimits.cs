namespace Support.Local.Hosting.Smtp;

/// <summary>What the door takes; enough for every honest mail client (RFC 5321, 4.5.3).</summary>
internal static class SmtpLimits
{
    /// <summary>The largest mail, in bytes.</summary>
    public const int SizeMax = 25 * 1024 * 1024;

    /// <summary>The longest command, in bytes, with what extensions add.</summary>
    public const int CommandMax = 4096;

    /// <summary>The recipients of one mail.</summary>
    public const int RecipientsMax = 100;

    /// <summary>The mails of one connection.</summary>
    public const int MailsMax = 1000;

    /// <summary>Commands that are wrong before the door is shut.</summary>
    public const int MistakesMax = 20;

    /// <summary>The connections at one time.</summary>
    public const int ConnectionsMax = 50;

    /// <summary>How long a client may say nothing.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
}
