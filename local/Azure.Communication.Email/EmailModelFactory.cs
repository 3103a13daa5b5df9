namespace Azure.Communication.Email;

/// <summary>Makes what only the service can make, for tests.</summary>
public static class EmailModelFactory
{
    public static EmailSendResult EmailSendResult(string? id = default, EmailSendStatus status = default)
    {
        _ = id;
        return new EmailSendResult(status);
    }
}
