namespace Azure.Communication.Email;

public class EmailSendResult
{
    internal EmailSendResult(EmailSendStatus status)
    {
        Status = status;
    }

    public EmailSendStatus Status { get; }
}
