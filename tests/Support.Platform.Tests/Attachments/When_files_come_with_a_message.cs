using Microsoft.AspNetCore.Http;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Platform.Attachments;
using Support.Platform.Model;
using Support.Platform.Tests.Fakes;
using Support.Platform.Tickets;
using Support.TestKit.Time;
using Xunit;

namespace Support.Platform.Tests.Attachments;

public sealed class When_files_come_with_a_message
{
    private static readonly byte[] Picture = [.. "\u0089PNG\r\n\u001a\n"u8.ToArray().Where(static b => b != 0xC2), 1, 2, 3];
    private readonly MemoryBackend _backend = new();
    private readonly FakeScanner _scanner = new();

    [Fact]
    public async Task They_are_kept_as_what_they_are()
    {
        (AttachedFile? file, _) = await Intake().KeepAsync("../screen.png", Picture, "part1@mail", default);

        Assert.Equal(("screen.png", "image/png", 11L, "part1@mail"), (file!.Name, file.ContentType, file.Size, file.ContentId));
        Assert.Equal(Picture, (await _backend.Contents.FindAsync(file.Content, default))!.Bytes.ToArray());
    }

    [Theory]
    [InlineData("invoice.exe", "text", "invoice.exe was not kept: files that end in .exe are not taken.")]
    [InlineData("invoice.pdf", "MZ\u0090", "invoice.pdf was not kept: it is a program (application/vnd.microsoft.portable-executable).")]
    [InlineData("fdp.\u202Eexe ", "text", "fdp.exe was not kept: files that end in .exe are not taken.")]
    public async Task What_may_be_run_is_refused_with_the_reason(string name, string text, string reason)
    {
        (AttachedFile? file, string? refusal) = await Intake().KeepAsync(name, System.Text.Encoding.Latin1.GetBytes(text), null, default);
        Assert.Null(file);
        Assert.Equal(reason, refusal);
    }

    [Fact]
    public void What_is_over_the_limits_is_refused_and_the_rest_is_kept()
    {
        var limits = new AttachmentLimits { SizeMax = 10, TotalMax = 15, CountMax = 3 };
        IncomingFile[] files = [Text(11), Text(10), Text(6), Text(2), Text(2), Text(2)];
        Assert.Equal(
            [false, true, false, true, true, false],
            AttachmentRules.Judge(files, limits).Select(static judged => judged.Refusal is null));
    }

    [Fact]
    public async Task Who_repeats_a_delivery_keeps_them_under_the_same_names()
    {
        AttachmentIntake intake = Intake();
        Assert.Equal(await Names(intake, "body"), await Names(intake, "body"));
        Assert.NotEqual(await Names(intake, "body"), await Names(intake, "another body"));
        Assert.Equal(2, (await Names(intake, "body")).Distinct().Count());
    }

    [Fact]
    public async Task A_clean_one_is_given_out_to_be_saved_and_not_to_be_run()
    {
        _scanner.Verdict = new ScanVerdict(ScanState.Clean);
        (AttachedFile? file, _) = await Intake().KeepAsync("Übersicht \"1\".html", "<script>"u8.ToArray(), null, default);

        (int status, IHeaderDictionary headers) = await ServeAsync(file!);

        Assert.Equal(200, status);
        Assert.Equal("attachment; filename=\"_bersicht _1_.html\"; filename*=UTF-8''%C3%9Cbersicht%20_1_.html", headers.ContentDisposition);
        Assert.Equal("nosniff", headers.XContentTypeOptions);
        Assert.Equal("sandbox; default-src 'none'", headers.ContentSecurityPolicy);
        Assert.Equal("private, no-store", headers.CacheControl);
        Assert.Equal("text/plain", headers.ContentType);
    }

    [Fact]
    public async Task An_infected_one_is_kept_and_given_to_nobody()
    {
        _scanner.Verdict = new ScanVerdict(ScanState.Infected, "Eicar-Signature");
        (AttachedFile? file, _) = await Intake().KeepAsync("a.txt", "x"u8.ToArray(), null, default);
        Assert.Equal(403, (await ServeAsync(file!)).Status);

        // Once found it stays found, with whatever scanner.
        Assert.Equal(403, (await ServeAsync(file!, new NoMalwareScanner())).Status);
    }

    [Fact]
    public async Task One_that_the_scanner_did_not_see_waits_until_it_does()
    {
        _scanner.Verdict = new ScanVerdict(ScanState.Pending);
        (AttachedFile? file, _) = await Intake().KeepAsync("a.txt", "x"u8.ToArray(), null, default);
        Assert.Equal(503, (await ServeAsync(file!)).Status);

        _scanner.Verdict = new ScanVerdict(ScanState.Clean);
        Assert.Equal(200, (await ServeAsync(file!)).Status);

        _scanner.Verdict = new ScanVerdict(ScanState.Pending);
        Assert.Equal(200, (await ServeAsync(file!)).Status);
    }

    [Fact]
    public async Task A_link_gives_its_file_for_a_quarter_of_an_hour_and_no_other()
    {
        var time = new ManualTimeProvider();
        var links = new AttachmentLinks(_backend.Keys, time, Some.Configuration(("Support:PublicBaseUrl", "https://support.example")));
        AttachedFile file = new() { Content = _backend.Contents.NewName(), Name = "a & b.txt", ContentType = "text/plain", Size = 1 };
        Uri link = (await links.SignerAsync(default)).For(file);
        Dictionary<string, string> query = link.Query.TrimStart('?').Split('&').Select(static part => part.Split('='))
            .ToDictionary(static part => part[0], static part => Uri.UnescapeDataString(part[1]));

        Assert.Equal($"/api/attachments/{file.Content}", link.AbsolutePath);
        Assert.True(await Opens(file.Content, query["name"], query["expires"], query["signature"]));
        Assert.False(await Opens(_backend.Contents.NewName(), query["name"], query["expires"], query["signature"]));
        Assert.False(await Opens(file.Content, "b.exe", query["expires"], query["signature"]));
        Assert.False(await Opens(file.Content, query["name"], query["expires"] + "0", query["signature"]));
        Assert.False(await Opens(file.Content, query["name"], query["expires"], null));
        time.Advance(AttachmentLinks.Lifetime);
        Assert.False(await Opens(file.Content, query["name"], query["expires"], query["signature"]));

        async Task<bool> Opens(string content, string? name, string? expires, string? signature) =>
            await links.OpensAsync(content, name, expires, signature, default);
    }

    private AttachmentIntake Intake() => new(_backend.Contents, _scanner, new SupportModelSource(Some.Model), _backend.Keys);

    private static IncomingFile Text(int length) => new("a.txt", new byte[length].Select(static _ => (byte)'a').ToArray());

    private static async Task<string[]> Names(AttachmentIntake intake, string body) =>
        [.. (await intake.KeepAllAsync([Text(1), Text(2)], new IdempotencyKey("ann", "k", body), default)).Files.Select(static file => file.Content)];

    private async Task<(int Status, IHeaderDictionary Headers)> ServeAsync(AttachedFile file, IMalwareScanner? scanner = null)
    {
        var context = new DefaultHttpContext();
        IResult answer = await new ServedFiles(_backend.Contents, scanner ?? _scanner).AnswerAsync(file.Content, file.Name, default);
        await answer.ExecuteAsync(context);
        return (context.Response.StatusCode, context.Response.Headers);
    }

    private sealed class FakeScanner : IMalwareScanner
    {
        public ScanVerdict Verdict { get; set; } = new(ScanState.Clean);

        public bool IsThere => true;

        public Task<ScanVerdict> ScanAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => Task.FromResult(Verdict);
    }
}
