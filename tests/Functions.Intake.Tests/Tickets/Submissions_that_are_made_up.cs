using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Configuration;
using Support.Domain.Model;
using Support.Functions.Intake.Queue;
using Support.Functions.Intake.Tickets;
using Support.Platform.Attachments;
using Support.Platform.Http;
using Support.Platform.Model;
using Xunit;
using Property = Support.TestKit.Property;

namespace Support.Functions.Intake.Tests.Tickets;

/// <summary>Bodies and events bent in every way come out as a ticket or as mistakes, never as a failure.</summary>
public sealed class Submissions_that_are_made_up
{
    private static readonly SupportModel Model = new SupportModelSource(new ConfigurationBuilder().Build()).Current;

    private static readonly string[] Seeds =
    [
        """{"subject":"a","description":"b","requester":{"email":"a@b.example","name":"A"},"kind":"incident","impact":"high","customFields":{"x":"y"},"attachments":[{"name":"a.txt","contentType":"text/plain","contentBase64":"YWJj"}]}""",
        """{"specversion":"1.0","id":"1","source":"/s","type":"t","data":{"subject":"\u00e4\ud83d\ude00","description":"b","requester":{"email":"a@b.example"}}}""",
        """{"attachments":[{"name":"a.exe","contentBase64":"TVo="},{"name":"\u202e","contentBase64":"===="}],"subject":1,"requester":[]}""",
    ];

    private static readonly string[] Scraps =
        ["{", "}", "[", "]", "\"", ",", ":", "null", "1e999", "\\ud800", "\\u0000", "\0", "\uFFFD", "true", "-", "\"attachments\":", "\"contentBase64\":\"", "{\"name\":", new string('[', 40)];

    [Fact]
    public void Are_read_without_a_failure()
    {
        Gen<byte[]> bodies =
            from seed in Gen.Elements(Seeds)
            from places in Gen.ArrayOf(Gen.Choose(0, seed.Length), 3)
            from lengths in Gen.ArrayOf(Gen.Choose(0, 6), 3)
            from scraps in Gen.ArrayOf(Gen.Elements(Scraps), 3)
            select Encoding.UTF8.GetBytes(Bent(seed, places, lengths, scraps));

        Property.Holds(bodies, static body =>
        {
            if (JsonBody.Parse(body, out string? mistake) is not { } root)
            {
                Assert.NotNull(mistake);
                return;
            }

            Check(root);
            if (CloudEvent.Read(root, out mistake) is { } cloudEvent)
            {
                Check(cloudEvent.Data);
            }
            else
            {
                Assert.NotNull(mistake);
            }
        });
    }

    private static void Check(JsonElement root)
    {
        SubmittedTicket? ticket = TicketSubmission.Read(root, Model, out IReadOnlyList<FieldError> errors);
        Assert.Equal(ticket is null, errors.Count > 0);
        Assert.All(errors, static error => Assert.StartsWith("#", error.Pointer, StringComparison.Ordinal));
        Assert.All(ticket?.Files ?? [], static (JudgedFile file) => Assert.Null(file.Refusal));
    }

    private static string Bent(string seed, int[] places, int[] lengths, string[] scraps)
    {
        var text = new StringBuilder(seed);
        for (int i = 0; i < places.Length; i++)
        {
            int place = Math.Min(places[i], text.Length);
            text.Remove(place, Math.Min(lengths[i], text.Length - place)).Insert(place, scraps[i]);
        }

        return text.ToString();
    }
}
