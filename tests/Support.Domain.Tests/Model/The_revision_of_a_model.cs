using System.Text.Json;
using System.Text.Json.Nodes;
using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Model;

public class The_revision_of_a_model
{
    [Fact]
    public void Is_the_operators_version_and_a_hash() =>
        Assert.Matches($"^{ModelFile.Model.Version}\\+[0-9a-f]{{12}}$", ModelFile.Model.Revision);

    [Fact]
    public void Does_not_go_by_comments_and_spacing() =>
        Assert.Equal(
            ModelFile.Model.Revision,
            SupportModelReader.Read(ModelFile.Tree().ToJsonString(new JsonSerializerOptions { WriteIndented = true })).Model!.Revision);

    [Fact]
    public void Changes_when_the_operator_forgot_to_change_the_version()
    {
        JsonNode tree = ModelFile.Tree();
        ModelFile.Set(tree, "/calendars/office/weekly/monday/0", "\"09:00-18:00\"");

        SupportModel edited = SupportModelReader.Read(tree.ToJsonString()).Model!;

        Assert.Equal(ModelFile.Model.Version, edited.Version);
        Assert.NotEqual(ModelFile.Model.Revision, edited.Revision);
    }

    [Fact]
    public void Is_recorded_once_where_a_ticket_opens()
    {
        ATicket ticket = ATicket.Opened(Moment.At("2026-01-07 10:00"), Grade.High, ModelFile.Model).LiveUntil(Moment.At("2026-01-07 12:00"));

        Assert.Equal(ModelFile.Model.Revision, ticket.Ticket.ModelRevision);
        Assert.Equal(ModelFile.Model.Revision, ticket.History[0].ModelRevision);
        Assert.All(ticket.History.Skip(1), static happened => Assert.Null(happened.ModelRevision));
        Assert.Equal(ModelFile.Model.Revision, Ticket.From(ticket.History).ModelRevision);
    }
}
