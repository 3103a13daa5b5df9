using Support.Domain.Model;
using Support.Domain.Webhooks;
using Xunit;
using static Support.Domain.Tests.Webhooks.Payloads;

namespace Support.Domain.Tests.Webhooks;

public sealed class When_other_systems_tell
{
    [Fact]
    public void An_issue_of_GitHub_is_a_ticket_with_what_its_labels_mean()
    {
        ExternalNews news = News("github", GitHubIssue, "issues").News!;

        Assert.Equal(("987654", "acme/shop#12", "https://github.com/acme/shop/issues/12"), (news.Record.Id, news.Record.Number, news.Record.Url!.ToString()));
        ExternalOpening opening = news.Opening!;
        Assert.True(news.Opens);
        Assert.Equal(("Cart is empty after login", "Steps:\n\n1. log in", "shop"), (opening.Subject, opening.Description, opening.Application));
        Assert.Equal((Priority.Critical, TicketKind.Incident), (opening.Priority, opening.Kind));
        Assert.Equal(["defect", "good-first-issue"], opening.Tags);
        Assert.Equal(new ExternalPerson("octo-ann@github.invalid", "octo-ann"), opening.Requester);
    }

    [Theory]
    [InlineData("issues", "closed", ExternalStatus.Resolved, "octo-ann closed acme/shop#12")]
    [InlineData("issues", "reopened", ExternalStatus.Reopened, "octo-ann reopened acme/shop#12")]
    public void The_end_of_an_issue_and_its_coming_back_are_told(string happened, string action, ExternalStatus status, string what)
    {
        ExternalNews news = News("github", With(GitHubIssue, ("/action", $"\"{action}\"")), happened).News!;

        Assert.Equal((status, what), (news.Status, news.What));
    }

    [Theory]
    [InlineData("ping", "/action", "\"opened\"")]
    [InlineData("push", "/action", "\"opened\"")]
    [InlineData("issues", "/action", "\"pinned\"")]
    [InlineData("issues", "/sender/type", "\"Bot\"")]
    [InlineData("issues", "/sender/login", "\"Acme-Desk\"")]
    [InlineData("issues", "/issue/pull_request", "{}")]
    public void What_is_no_news_is_ignored_with_a_reason(string happened, string pointer, string json) =>
        Assert.NotNull(News("github", With(GitHubIssue, (pointer, json)), happened).Ignored);

    [Fact]
    public void A_payload_without_what_identifies_the_issue_is_wrong_in_places() => Assert.Equal(
        ["#/issue/id", "#/repository/full_name"],
        News("github", With(GitHubIssue, ("/issue/id", null), ("/repository", "[]")), "issues").Mistakes.Select(static mistake => mistake.Pointer));

    [Fact]
    public void A_comment_on_GitHub_is_known_by_its_own_id()
    {
        string payload = With(GitHubIssue, ("/action", "\"created\""), ("/comment", """{ "id": 55, "body": "Same here", "html_url": "https://github.com/acme/shop/issues/12#issuecomment-55" }"""));

        ExternalComment comment = Assert.Single(News("github", payload, "issue_comment").News!.Comments);

        Assert.Equal(("55", "Same here", false), (comment.Id, comment.Text, comment.Internal));
    }

    [Fact]
    public void An_edited_issue_is_a_note_of_what_changed()
    {
        string payload = With(GitHubIssue, ("/action", "\"edited\""), ("/changes", """{ "title": { "from": "Cart empty" } }"""));

        Assert.Equal(
            "octo-ann edited acme/shop#12:\n\nTitle before: Cart empty\nTitle now: Cart is empty after login",
            News("github", payload, "issues").News!.Note);
    }

    [Fact]
    public void An_issue_of_Jira_is_a_ticket_with_its_text_readable()
    {
        ExternalOpening opening = News("jira", JiraIssue).News!.Opening!;

        Assert.Equal("It is too high (https://tax.example.test/)\n- January\n- February", opening.Description);
        Assert.Equal(("payroll", Priority.Critical), (opening.Application, opening.Priority));
        Assert.Equal(new ExternalPerson("5b11@jira.invalid", "Rita Roe"), opening.Requester);
    }

    [Theory]
    [InlineData("done", ExternalStatus.Resolved)]
    [InlineData("indeterminate", ExternalStatus.Reopened)]
    public void A_change_of_status_in_Jira_is_told_by_its_category(string category, ExternalStatus status)
    {
        string payload = With(
            JiraIssue,
            ("/webhookEvent", "\"jira:issue_updated\""),
            ("/issue/fields/status/statusCategory/key", $"\"{category}\""),
            ("/changelog", """{ "items": [{ "field": "status", "fromString": "To Do", "toString": "There" }, { "field": "assignee", "fromString": null, "toString": "Bo" }] }"""));

        ExternalNews news = News("jira", payload).News!;

        Assert.Equal((status, "Ann Lee set PAY-15 to There"), (news.Status, news.What));
        Assert.Equal("Ann Lee changed PAY-15:\n\nStatus: To Do → There\nAssignee: nothing → Bo", news.Note);
    }

    [Fact]
    public void A_comment_in_Jira_that_customers_do_not_see_is_internal()
    {
        string payload = With(
            JiraIssue, ("/webhookEvent", "\"comment_created\""), ("/comment", """{ "id": "7", "body": "h1. Look\n{code:java}x{code} [here|https://a.test/]", "jsdPublic": false }"""));

        ExternalComment comment = Assert.Single(News("jira", payload).News!.Comments);

        Assert.Equal(("7", "Look\nx here (https://a.test/)", true), (comment.Id, comment.Text, comment.Internal));
    }

    [Fact]
    public void An_incident_of_ServiceNow_is_a_ticket_of_its_caller()
    {
        ExternalNews news = News("servicenow", ServiceNowIncident).News!;

        Assert.Equal(("c537bae64f411200adf9f8e18110c76e", "INC0010002", true), (news.Record.Id, news.Record.Number, news.Opens));
        Assert.Equal(new ExternalPerson("rita@customer.test", "Rita Roe"), news.Opening!.Requester);
        Assert.Equal((Priority.High, Grade.Medium, Grade.High), (news.Opening.Priority, news.Opening.Impact, news.Opening.Urgency));
        Assert.Null(news.Status);
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("3", false)]
    public void An_incident_that_nobody_has_changed_is_new_whether_it_is_said_or_not(string changes, bool opens) => Assert.Equal(
        opens, News("servicenow", With(ServiceNowIncident, ("/operation", "null"), ("/comments", "null"), ("/sys_mod_count", $"\"{changes}\""))).News!.Opens);

    [Fact]
    public void Journal_entries_of_ServiceNow_lose_the_head_that_forms_show()
    {
        string payload = With(
            ServiceNowIncident,
            ("/operation", "\"update\""),
            ("/comments", "\"2026-01-05 10:11:12 - Rita Roe (Additional comments)\\r\\nStill down.\\r\\n\\r\\n\""),
            ("/work_notes", "\"It is the switch.\""));

        Assert.Equal(
            [("Still down.", false), ("It is the switch.", true)],
            News("servicenow", payload).News!.Comments.Select(static comment => (comment.Text, comment.Internal)));
    }

    [Theory]
    [InlineData("6", null, ExternalStatus.Resolved)]
    [InlineData("2", null, null)]
    [InlineData("2", "\"state,comments\"", ExternalStatus.Reopened)]
    [InlineData("6", "[\"comments\"]", null)]
    public void A_state_of_ServiceNow_counts_where_it_changed(string state, string? changed, ExternalStatus? status)
    {
        string payload = With(ServiceNowIncident, ("/operation", "\"update\""), ("/state", $"\"{state}\""), ("/changed", changed ?? "null"));

        Assert.Equal(status, News("servicenow", payload).News!.Status);
    }

    [Fact]
    public void What_we_did_there_ourselves_is_no_news() =>
        Assert.NotNull(News("servicenow", With(ServiceNowIncident, ("/sys_updated_by", "\"support.desk\""))).Ignored);
}
