namespace Support.Mail.Replies;

/// <summary>What becomes of a line.</summary>
internal enum LineFate : byte
{
    New,
    Signature,
    Quoted,
}
