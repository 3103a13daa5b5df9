namespace Support.Platform.Receipts;

/// <summary>What makes two deliveries the same one.</summary>
/// <param name="Scope">Whose ids these are, so that ids of different senders never meet: <c>mail</c>, <c>github acme/shop</c>.</param>
/// <param name="Value">The id: a Message-ID, a delivery id. Any text; it is hashed.</param>
public sealed record DeliveryKey(string Scope, string Value);
