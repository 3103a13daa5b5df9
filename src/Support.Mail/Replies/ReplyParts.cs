namespace Support.Mail.Replies;

/// <summary>A text that answers another, taken apart.</summary>
/// <param name="New">What its writer added; empty when all of it is quoted or signed.</param>
/// <param name="Signature">What stands below it as a signature; null when there is none.</param>
/// <param name="Quoted">What it quotes, with the lines that introduce it; null when it quotes nothing that was taken off.</param>
/// <param name="Reason">By which sign the parts were told from each other, for a person to read; null when nothing was taken off.</param>
public sealed record ReplyParts(string New, string? Signature, string? Quoted, string? Reason = null);
