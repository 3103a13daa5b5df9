using System.Text.Json;

namespace Support.Domain.Model.Reading;

/// <summary>Reads the applications of the service catalogue.</summary>
internal static class ApplicationReader
{
    public static ServiceApplication Read(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.Application);
        Audience? audience = members["audience"]?.Word<Audience>();
        Dictionary<Tier, string> teams = members["teams"] is { } teamsNode ? ReadTeams(teamsNode, audience) : [];
        return new ServiceApplication
        {
            Name = members["name"]?.Name() ?? "",
            Audience = audience ?? default,
            Style = members["style"]?.Word<SupportStyle>() ?? default,
            Teams = teams,
            Vendor = members["vendor"] is { } vendor ? ReadVendor(vendor) : null,
        };
    }

    private static Dictionary<Tier, string> ReadTeams(ModelNode node, Audience? audience)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.ApplicationTeams);
        var teams = new Dictionary<Tier, string>();
        foreach (Tier tier in Enum.GetValues<Tier>())
        {
            ModelNode? member = members[Words<Tier>.Of(tier)];
            if (member?.Reference(Named.Team) is string team)
            {
                teams.Add(tier, team);
            }

            if (audience is not null && node.Element.ValueKind == JsonValueKind.Object)
            {
                CheckTier(node, member, tier, audience.Value);
            }
        }

        return teams;
    }

    private static void CheckTier(ModelNode node, ModelNode? member, Tier tier, Audience audience)
    {
        bool wanted = tier != Tier.L1 || audience == Audience.CustomerFacing;
        if (wanted && member is null)
        {
            node.Mistake($"The {tier} team is missing: {Needed(audience)}.");
        }
        else if (!wanted)
        {
            member?.Mistake($"Expected no {tier} team: {Needed(audience)}.");
        }
    }

    private static string Needed(Audience audience) => audience == Audience.Internal
        ? "an internal application is supported by L2 and L3"
        : "a customer-facing application is supported by L1, L2 and L3";

    private static Vendor ReadVendor(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.Vendor);
        return new Vendor
        {
            Name = members["name"]?.Name() ?? "",
            Email = members["email"]?.Address() ?? "",
            Webhook = members["webhook"]?.Reference(Named.Webhook),
            Contract = members["contract"] is { } contract ? SlaPolicyReader.ReadContract(contract) : null,
        };
    }
}
