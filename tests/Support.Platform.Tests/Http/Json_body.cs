using System.Text;
using Microsoft.AspNetCore.Http;
using Support.Platform.Http;
using Xunit;

namespace Support.Platform.Tests.Http;

public sealed class Json_body
{
    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/cloudevents+json")]
    public async Task Is_read_when_it_says_that_it_is_JSON(string contentType)
    {
        JsonBody body = await Web.Post("""{"a":"ü"}""", contentType).ReadAsync();

        Assert.Null(body.Problem);
        Assert.Equal("ü", body.Root.GetProperty("a").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("nonsense")]
    public async Task Of_another_kind_is_refused(string? contentType)
    {
        JsonBody body = await Web.Post("""{"a":1}""", contentType).ReadAsync();

        Web.IsProblem("unsupported-media-type", 415, body.Problem);
    }

    [Theory]
    [InlineData("{\"a\":1", "Line 1, byte 7 cannot be read.")]
    [InlineData("{\n  \"a\": nope\n}", "Line 2, byte 9 cannot be read.")]
    [InlineData("{\"a\":1} x", "Line 1, byte 9 cannot be read.")]
    [InlineData("{'a':1}", "Line 1, byte 2 cannot be read.")]
    [InlineData("{\"a\":1,}", "Line 1, byte 8 cannot be read.")]
    [InlineData("{} // comment", "Line 1, byte 4 cannot be read.")]
    [InlineData("{\"a\":01}", "Line 1, byte 7 cannot be read.")]
    [InlineData("{\"a\":\"line\nbreak\"}", "Line 1, byte 11 cannot be read.")]
    [InlineData("{\"a\":\"\0\"}", "Line 1, byte 7 cannot be read.")]
    [InlineData("\uFEFF{}", "Line 1, byte 1 cannot be read.")]
    [InlineData("", "Line 1, byte 1 cannot be read.")]
    [InlineData("   ", "Line 1, byte 4 cannot be read.")]
    [InlineData("NaN", "Line 1, byte 1 cannot be read.")]
    [InlineData("{\"a\":1,\"a\":2}", "It cannot be read: a name may stand once only.")]
    [InlineData("{\"b\":{\"a\":1,\"\\u0061\":2}}", "It cannot be read: a name may stand once only.")]
    [InlineData("{\"\\ud800\":1}", "A name holds half a character (a lone surrogate).")]
    [InlineData("{\"b\":[{\"x\\udc00\":1}]}", "A name holds half a character (a lone surrogate).")]
    public async Task That_is_malformed_is_refused_with_the_place(string json, string detail)
    {
        JsonBody body = await Web.Post(json).ReadAsync();

        Web.IsProblem("malformed-json", 400, body.Problem);
        Assert.Equal(detail, body.Problem!.Detail);
    }

    [Theory]
    [InlineData("{\"a\":\"", 0xFF, "\"}", 7)]
    [InlineData("{\"ü", 0xC3, "\":1}", 5)]
    [InlineData("{\"a\":1}", 0x80, "", 8)]
    public async Task That_is_no_UTF_8_is_refused_with_the_place(string before, byte wrong, string after, int place)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(before), wrong, .. Encoding.UTF8.GetBytes(after)];

        JsonBody body = await Web.Post(bytes).ReadAsync();

        Web.IsProblem("malformed-json", 400, body.Problem);
        Assert.Equal($"Byte {place} is not valid UTF-8.", body.Problem!.Detail);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public async Task May_nest_32_deep_and_no_deeper(string open, string close)
    {
        JsonBody deep = await Web.Post(Nested(32)).ReadAsync();
        JsonBody deeper = await Web.Post(Nested(33)).ReadAsync();
        JsonBody deepest = await Web.Post(Nested(100_000)).ReadAsync();

        Assert.Null(deep.Problem);
        Web.IsProblem("malformed-json", 400, deeper.Problem);
        Web.IsProblem("malformed-json", 400, deepest.Problem);

        string Nested(int depth) =>
            string.Concat(Enumerable.Repeat(open, depth)) + (open == "[" ? "" : "1") + string.Concat(Enumerable.Repeat(close, depth));
    }

    [Fact]
    public async Task Says_nothing_of_the_program_that_read_it()
    {
        JsonBody body = await Web.Post("{\"a\": nope}").ReadAsync();

        string text = (await Web.AnswerAsync(body.Problem!)).Body.GetRawText();
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("BytePositionInLine", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_one_mebibyte_is_the_largest_that_is_taken()
    {
        JsonBody largest = await Web.Post(Padded(JsonBody.BytesMax)).ReadAsync();
        JsonBody larger = await Web.Post(Padded(JsonBody.BytesMax + 1)).ReadAsync();

        Assert.Null(largest.Problem);
        Web.IsProblem("too-large", 413, larger.Problem);
    }

    [Fact]
    public async Task That_says_that_it_is_too_large_is_not_read_at_all()
    {
        HttpRequest request = Web.Post(Padded(2 * JsonBody.BytesMax));

        JsonBody body = await request.ReadAsync();

        Web.IsProblem("too-large", 413, body.Problem);
        Assert.Equal(0, request.Body.Position);
    }

    [Fact]
    public async Task That_is_too_large_and_does_not_say_so_is_read_no_further_than_it_may_be_long()
    {
        HttpRequest request = Web.Post(Padded(2 * JsonBody.BytesMax), withLength: false);

        JsonBody body = await request.ReadAsync();

        Web.IsProblem("too-large", 413, body.Problem);
        Assert.Equal(JsonBody.BytesMax + 1, request.Body.Position);
    }

    [Fact]
    public async Task May_be_empty_where_it_may_and_needs_no_content_type_then()
    {
        JsonBody body = await Web.Post("", contentType: null).ReadAsync(mayBeEmpty: true);

        Assert.Null(body.Problem);
        Assert.Empty(body.Root.EnumerateObject());
    }

    [Fact]
    public async Task Has_a_hash_of_its_bytes_and_its_route()
    {
        HttpRequest elsewhere = Web.Post("{}");
        elsewhere.Path = "/api/other";
        string hash = (await Web.Post("{}").ReadAsync()).Hash;

        Assert.Equal(hash, (await Web.Post("{}").ReadAsync()).Hash);
        Assert.NotEqual(hash, (await Web.Post("{ }").ReadAsync()).Hash);
        Assert.NotEqual(hash, (await elsewhere.ReadAsync()).Hash);
    }

    private static byte[] Padded(int length)
    {
        byte[] bytes = new byte[length];
        Array.Fill(bytes, (byte)' ');
        (bytes[0], bytes[^1]) = ((byte)'{', (byte)'}');
        return bytes;
    }
}
