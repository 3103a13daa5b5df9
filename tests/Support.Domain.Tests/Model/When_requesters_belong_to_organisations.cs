using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Model;

public class When_requesters_belong_to_organisations
{
    private static readonly string Customers = """
        "organisations": {
          "acme": { "name": "Acme", "domains": ["acme.example", "Mail.Acme.example"], "contract": "gold", "relationshipManager": "rosa" },
          "bits": { "name": "Bits", "domains": ["bits.example"], "sharedTickets": true }
        },
        "contracts": { "gold": { "name": "Gold" } },
        """;

    [Theory]
    [InlineData("ann@acme.example", "acme")]
    [InlineData("ann@ACME.example", "acme")]
    [InlineData("ann@mail.acme.example", "acme")]
    [InlineData("ann@sub.acme.example", null)]
    [InlineData("ann@bits.example", "bits")]
    [InlineData("ann@acme.example.org", null)]
    public void An_address_belongs_to_the_organisation_that_has_its_whole_domain(string address, string? organisation) =>
        Assert.Equal(organisation, Read(Customers).Model!.OrganisationOf(address));

    [Fact]
    public void A_ticket_keeps_organisation_and_contract_of_its_requester()
    {
        SupportModel model = AModel.Small with
        {
            Organisations = new Dictionary<string, CustomerOrganisation>
            {
                ["acme"] = new() { Name = "Acme", Domains = ["customer.test"], Contract = "gold" },
            },
            Contracts = new Dictionary<string, Contract> { ["gold"] = new() { Name = "Gold" } },
        };

        ATicket made = ATicket.Opened(Moment.At("2026-03-04 09:00"), model: model);

        Assert.Equal(("acme", "gold"), (made.Ticket.Organisation, made.Ticket.Contract));
        Assert.Equal(made.Ticket.Facts, new TicketFacts(AModel.Shop, TicketKind.Incident, Priority.Medium, IntakeChannel.Api, "acme", "gold"));
    }

    [Theory]
    [InlineData("acme", "gold", IntakeChannel.Email, true)]
    [InlineData("acme", "gold", IntakeChannel.Api, false)]
    [InlineData("acme", null, IntakeChannel.Email, false)]
    [InlineData("bits", "gold", IntakeChannel.Email, false)]
    [InlineData(null, null, IntakeChannel.Email, false)]
    public void A_filter_goes_by_organisation_contract_and_channel_too(string? organisation, string? contract, IntakeChannel channel, bool matches)
    {
        var filter = new TicketFilter { Organisations = ["acme"], Contracts = ["gold"], Channels = [IntakeChannel.Email] };

        Assert.Equal(matches, filter.Matches(new TicketFacts("shop", TicketKind.Incident, Priority.Low, channel, organisation, contract)));
    }

    [Theory]
    [InlineData("\"bits.example\"", "\"acme.example\"", "/organisations/bits/domains", "belongs to the organisation 'acme' already")]
    [InlineData("\"bits.example\"", "\"bits\"", "/organisations/bits/domains/0", "Expected a domain")]
    [InlineData("\"contract\": \"gold\"", "\"contract\": \"golden\"", "/organisations/acme/contract", "no contract 'golden'; did you mean 'gold'?")]
    [InlineData("\"rosa\"", "\"rossa\"", "/organisations/acme/relationshipManager", "did you mean 'rosa'?")]
    public void A_mistake_is_told_with_its_place(string part, string wrong, string pointer, string words)
    {
        ModelMistake mistake = Assert.Single(Read(Customers.Replace(part, wrong, StringComparison.Ordinal)).Mistakes);

        Assert.Equal(pointer, mistake.Pointer);
        Assert.Contains(words, mistake.Message, StringComparison.Ordinal);
    }

    private static ModelReadResult Read(string sections) =>
        SupportModelReader.Read(ModelFile.Text.Replace("  \"leadership\": {", sections + "  \"leadership\": {", StringComparison.Ordinal));
}
