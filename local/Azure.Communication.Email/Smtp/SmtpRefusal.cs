namespace Support.Local.Email;

/// <summary>A mail server's no. The connection is as good as before.</summary>
internal sealed class SmtpRefusal(string command, SmtpReply reply)
    : Exception($"The mail server refused {command}: {reply.Code} {reply.Text}")
{
    public SmtpReply Reply => reply;
}
