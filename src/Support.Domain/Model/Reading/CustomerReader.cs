namespace Support.Domain.Model.Reading;

/// <summary>Reads the organisations whose people open tickets, and their contracts.</summary>
internal static class CustomerReader
{
    private const int DomainsMax = 100;

    public static CustomerOrganisation ReadOrganisation(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.CustomerOrganisation);
        List<string> domains = members["domains"]?.NotEmpty().Set(ReadDomain) ?? [];
        if (domains.Count > DomainsMax)
        {
            members["domains"]!.Mistake($"Expected at most {DomainsMax} domains, found {domains.Count}.");
        }

        return new CustomerOrganisation
        {
            Name = members["name"]?.Name() ?? "",
            Domains = domains,
            Contract = members["contract"]?.Reference(Named.Contract),
            RelationshipManager = members["relationshipManager"]?.Reference(Named.Agent),
            SharedTickets = members["sharedTickets"]?.Flag() ?? false,
        };
    }

    public static Contract ReadContract(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.Contract);
        return new Contract { Name = members["name"]?.Name() ?? "" };
    }

    /// <summary>Whose tickets an address's are must be plain, so no domain is in two organisations.</summary>
    public static void CheckDomains(SupportModel model, ModelReading reading)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string id, CustomerOrganisation organisation) in model.Organisations)
        {
            foreach (string domain in organisation.Domains)
            {
                if (!owners.TryAdd(domain, id) && owners[domain] != id)
                {
                    reading.Add(
                        ModelNode.PointerTo("organisations", id, "domains"),
                        $"The domain '{domain}' belongs to the organisation '{owners[domain]}' already; expected domains of its own.");
                }
            }
        }
    }

    public static string? ReadDomain(ModelNode node)
    {
        if (node.RawText("a domain such as customer.example") is not { } text)
        {
            return null;
        }

        if (!MailAddressFormat.IsValid($"a@{text}"))
        {
            node.Mistake($"Expected a domain such as customer.example, found {node.Found()}.");
            return null;
        }

        return text.ToLowerInvariant();
    }
}
