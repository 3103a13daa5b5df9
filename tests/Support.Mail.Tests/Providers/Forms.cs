using System.Text;
using Support.Mail.Providers;
using Xunit;

namespace Support.Mail.Tests.Providers;

public sealed class Forms
{
    private const string Type = "multipart/form-data; boundary=\"a b\"";

    [Fact]
    public void Of_several_parts_are_read_to_the_byte()
    {
        FormPayload form = Multipart(
            "--a b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n\r\nLine\r\n\r\n" +
            "--a b  \r\ncontent-disposition: form-data; name=\"file1\"; filename=\"Größe.txt\"\r\nContent-Type: Text/Plain; charset=utf-8\r\n\r\n--a boundary\r\n--a bc\r\n" +
            "--a b--\r\nepilogue")!;

        Assert.Equal("\r\nLine\r\n", form.Text("text"));
        FormField file = form.Find("file1")!;
        Assert.Equal("--a boundary\r\n--a bc", file.Text());
        Assert.Equal("Größe.txt", file.FileName);
        Assert.Equal("text/plain", file.ContentType);
        Assert.Equal("utf-8", file.Charset);
    }

    [Theory]
    [InlineData("--a b--")]
    [InlineData("preamble\r\n--a b--\r\n")]
    public void May_be_empty(string body) => Assert.Empty(Multipart(body)!.Fields);

    [Theory]
    [InlineData("")]
    [InlineData("--a b")]
    [InlineData("--a b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nwithout end")]
    [InlineData("--a b\r\n\r\nwithout header\r\n--a b--")]
    [InlineData("--a b\r\nContent-Disposition: form-data\r\n\r\nwithout name\r\n--a b--")]
    public void That_are_broken_are_refused(string body) => Assert.Null(Multipart(body));

    [Fact]
    public void With_too_many_fields_are_refused()
    {
        const string Field = "--a b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n\r\n";
        Assert.NotNull(Multipart(string.Concat(Enumerable.Repeat(Field, FormPayload.FieldsMax)) + "--a b--"));
        Assert.Null(Multipart(string.Concat(Enumerable.Repeat(Field, FormPayload.FieldsMax + 1)) + "--a b--"));
        Assert.Null(UrlEncoded(string.Concat(Enumerable.Repeat("x=&", FormPayload.FieldsMax + 1))));
    }

    [Theory]
    [InlineData("a=1+2&b=%C3%a4", "1 2", "ä")]
    [InlineData("&&a&b=%zz%4", "", "%zz%4")]
    [InlineData("b==&a=%2B&a=second", "+", "=")]
    public void Of_one_line_are_read(string body, string a, string b)
    {
        FormPayload form = UrlEncoded(body)!;
        Assert.Equal(a, form.Text("a"));
        Assert.Equal(b, form.Text("b"));
    }

    [Fact]
    public void Have_a_hash_of_what_they_say_alone()
    {
        string text = "--a b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nÄ\r\n--a b--";
        string hash = Multipart(text)!.Hash();
        Assert.Equal(hash, FormPayload.Read(Encoding.UTF8.GetBytes(text.Replace("--a b", "--other", StringComparison.Ordinal)), "multipart/form-data; boundary=other", out _)!.Hash());
        Assert.Equal(hash, UrlEncoded("a=%C3%84")!.Hash());
        Assert.NotEqual(hash, UrlEncoded("a=%C3%85")!.Hash());
        Assert.NotEqual(UrlEncoded("a=bc&d=")!.Hash(), UrlEncoded("a=b&cd=")!.Hash());
    }

    private static FormPayload? Multipart(string body) => FormPayload.Read(Encoding.UTF8.GetBytes(body), Type, out _);

    private static FormPayload? UrlEncoded(string body) => FormPayload.Read(Encoding.UTF8.GetBytes(body), "application/x-www-form-urlencoded", out _);
}
