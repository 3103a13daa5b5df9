using System.Text;
using FsCheck.Fluent;
using Support.Functions.Intake.Email.Providers.Graph;
using Support.Platform.Http;
using Support.TestKit;
using Xunit;

namespace Support.Functions.Intake.Tests.Email.Providers.Graph;

/// <summary>Whatever is posted: notifications come of it, or mistakes; never an exception.</summary>
public sealed class When_notifications_are_broken
{
    private static readonly byte[] Seed = Encoding.UTF8.GetBytes(
        """{"value":[{"subscriptionId":"s1","clientState":"secret","changeType":"created","resource":"Users/u/Messages/m1","resourceData":{"@odata.type":"#Microsoft.Graph.Message","id":"m1"}},{"subscriptionId":"s1","clientState":"secret","lifecycleEvent":"missed"}]}""");

    private static readonly byte[][] Pieces =
        [.. new[] { "\"", "\\", "\\ud800", "\\u0000", "{", "}", "[", "]", ",", ":", "null", "1e999", "value", "lifecycleEvent", "\"id\":" }.Select(Encoding.UTF8.GetBytes), [0], [0xFF], [0xED, 0xA0, 0x80]];

    [Fact]
    public void They_are_read_or_refused() => Property.Holds(
        from count in Gen.Choose(1, 6)
        from edits in Gen.ArrayOf(
            from at in Gen.Choose(0, Seed.Length)
            from span in Gen.Choose(0, 12)
            from piece in Gen.Elements(Pieces)
            from inserts in Gen.Elements(true, false)
            select (at, span, piece, inserts),
            count)
        select edits,
        static edits =>
        {
            byte[] body = Seed;
            foreach ((int at, int span, byte[] piece, bool inserts) in edits)
            {
                int start = Math.Min(at, body.Length);
                body = [.. body[..start], .. inserts ? piece : [], .. body[Math.Min(body.Length, start + (inserts ? 0 : span))..]];
            }

            if (JsonBody.Parse(body, out _) is { } root)
            {
                IReadOnlyList<GraphNotification> read = GraphNotification.Read(root, out IReadOnlyList<FieldError> errors);
                Assert.True(read.Count > 0 || errors.Count > 0 || root.GetProperty("value").GetArrayLength() == 0);
            }
        },
        count: 1_000);
}
