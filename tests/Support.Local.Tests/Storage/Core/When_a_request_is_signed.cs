using Support.Local.Storage;
using Support.Local.Storage.Protocol;
using Xunit;

namespace Support.Local.Tests.Storage.Core;

/// <summary>Signatures are checked by the published schemes: one text for blobs and queues, others for tables.</summary>
public sealed class When_a_request_is_signed
{
    private const string Date = "Mon, 02 Mar 2026 09:00:00 GMT";

    private readonly MemoryStorage _storage = new(TimeProvider.System);

    [Fact]
    public void Tables_sign_time_and_resource_in_the_light_scheme()
    {
        Assert.Equal(200, _storage.Answer(Signed.Table("GET", "/Tables?$top=1")).Status);
    }

    [Fact]
    public void Tables_sign_method_and_content_too_in_the_full_scheme()
    {
        StorageRequest request = Signed.Unsigned("table", "POST", "/Tables", """{"TableName":"Full"}""", ("Content-Type", "application/json"))
            .With("SharedKey", $"POST\n\napplication/json\n{Date}\n/{Signed.Account}/{Signed.Account}/Tables");

        Assert.Equal(201, _storage.Answer(request).Status);
    }

    [Fact]
    public void Of_a_table_s_query_the_component_is_signed()
    {
        StorageRequest request = Signed.Unsigned("table", "GET", "/Notes?comp=acl&timeout=5", null)
            .With("SharedKeyLite", $"{Date}\n/{Signed.Account}/{Signed.Account}/Notes?comp=acl");

        Assert.Equal((501, "NotImplemented"), _storage.Ask(request));
    }

    [Theory]
    [InlineData("blob")]
    [InlineData("queue")]
    public void Blobs_and_queues_sign_headers_and_query(string service)
    {
        StorageRequest request = Signed.Unsigned(
            service, "PUT", "/some/path?comp=list&B=2&a=1&b=%201", "12345", ("Content-Type", "text/plain"), ("x-ms-meta-b", "2"), ("x-ms-Meta-A", " 1 "), ("If-Match", "*"))
            .With("SharedKey", $"PUT\n\n\n5\n\ntext/plain\n\n\n*\n\n\n\nx-ms-date:{Date}\nx-ms-meta-a:1\nx-ms-meta-b:2\nx-ms-version:2020-12-06\n/{Signed.Account}/{Signed.Account}/some/path\na:1\nb: 1,2\ncomp:list");

        Assert.NotEqual(403, _storage.Answer(request).Status);
    }

    [Fact]
    public void A_length_of_zero_is_signed_as_none()
    {
        StorageRequest request = Signed.Unsigned("queue", "PUT", "/queue1", string.Empty)
            .With("SharedKey", $"PUT\n\n\n\n\n\n\n\n\n\n\n\nx-ms-date:{Date}\nx-ms-version:2020-12-06\n/{Signed.Account}/{Signed.Account}/queue1");

        Assert.NotEqual(403, _storage.Answer(request).Status);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("blob")]
    [InlineData("queue")]
    public void Any_other_signature_is_refused(string service)
    {
        foreach (string? authorization in new[] { null, "", "Bearer token", $"SharedKey {Signed.Account}:AAAA", $"SharedKeyLite {Signed.Account}:not base64", "SharedKey another:AAAA" })
        {
            StorageRequest request = Signed.Unsigned(service, "GET", "/", null);
            if (authorization is not null)
            {
                ((HeaderList)request.Headers).Set("Authorization", authorization);
            }

            Assert.Equal((403, "AuthenticationFailed"), _storage.Ask(request));
        }
    }

    [Fact]
    public void What_was_changed_after_the_signature_is_refused()
    {
        StorageRequest request = Signed.Table("GET", "/Tables");

        Assert.Equal((403, "AuthenticationFailed"), _storage.Ask(request with { Uri = new Uri("http://table.memory/devstoreaccount1/Others") }));
    }
}
