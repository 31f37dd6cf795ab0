/* html_style.c: how plan.html looks: on a screen by day and by night, on a phone, on paper. */
#include "html.h"

/* By day. What has a meaning has a name; the rules below use the names only. Each colour of a text
 * stands out from its ground by 4.5:1 at least (WCAG 2.1, 1.4.3). */
static const char colours[] =
        ":root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--soft:#57606a;--line:#d0d7de;"
        "--shade:#f2f4f7;--bad:#8e1519;--doubt:#744a00;--good:#17603a;--link:#0b57a8;"
        "--box:#eef3fa;--edge:#47617f;--back:#f4f4f4}\n"
        "@media screen and (prefers-color-scheme:dark){:root{--ink:#e6e9ed;--paper:#14171a;"
        "--soft:#a8b1bb;--line:#3d454e;--shade:#20252b;--bad:#ff9d97;--doubt:#f0c060;"
        "--good:#7fd6a2;--link:#84b9f5;--box:#1b2a3d;--edge:#8fb0d6;--back:#262b30}}\n";

static const char everywhere[] =
        "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:0 auto;"
        "padding:1rem 1rem 3rem;color:var(--ink);background:var(--paper);"
        "overflow-wrap:break-word}\n"
        "h1{font-size:1.7rem;margin:.5rem 0}"
        "h2{font-size:1.3rem;margin:2.4rem 0 .8rem;border-bottom:1px solid var(--line)}"
        "h3{font-size:1.05rem;margin:1.4rem 0 .4rem}h4{font-size:1rem;margin:.8rem 0 .2rem}"
        "p{margin:.4rem 0}ul,ol{margin:.3rem 0;padding-left:1.6rem}\n"
        "a{color:var(--link)}code,pre{font-family:ui-monospace,monospace;font-size:.9em}"
        "code{overflow-wrap:anywhere}"
        "pre{background:var(--shade);padding:.6rem;white-space:pre-wrap;margin:.4rem 0}\n"
        "nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem}\n"
        ".tiles{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.5rem}"
        ".tiles li{border:1px solid var(--line);border-radius:.4rem;padding:.3rem .8rem}"
        ".tiles b{font-size:1.3rem}\n"
        "table{border-collapse:collapse;width:100%;margin:.6rem 0}"
        "th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;"
        "border-bottom:1px solid var(--line)}th{white-space:nowrap}"
        "td:first-child{min-width:8rem}\n"
        ".error,.fail{color:var(--bad)}.warning,.manual,.prompt{color:var(--doubt)}"
        ".note,.clean{color:var(--good)}.mark{font-weight:600}"
        ".soft,.source{color:var(--soft)}.source{font-size:.88em}\n"
        ".finding{border-left:4px solid;margin:.8rem 0;padding:0 0 0 .8rem}"
        ".finding>*{color:var(--ink)}.finding>.source{color:var(--soft)}\n"
        "details{border-bottom:1px solid var(--line);padding:.3rem 0}"
        "summary{cursor:pointer;padding:.15rem 0}"
        ".step{border-bottom:1px solid var(--line);padding:.5rem 0}"
        ".step details{border:0;margin-left:2rem}.step .soft{margin:0 0 0 2rem}"
        ".step label{display:flex;gap:.7rem;font-weight:600;cursor:pointer}"
        ".step input{flex:none;width:1.2rem;height:1.2rem;margin:.15rem 0 0}\n"
        ".picture{overflow-x:auto}svg{display:block}"
        "svg text{font:13px system-ui,sans-serif;fill:var(--ink)}svg .name{font-weight:600}"
        "svg .box{fill:var(--box);stroke:var(--edge)}"
        "svg .hidden{fill:var(--back);stroke:var(--soft)}"
        "svg .forest{fill:none;stroke:var(--soft);stroke-dasharray:5 4}"
        "svg .line{stroke:var(--edge);fill:none}svg .tip{fill:var(--edge)}\n";

/* A row becomes a card, each cell behind the name of its column. */
static const char phone[] =
        "@media screen and (max-width:44rem){.cards thead{position:absolute;clip-path:inset(50%)}"
        ".cards,.cards tbody,.cards tr,.cards td{display:block}"
        ".cards tr{border-bottom:1px solid var(--line);padding:.4rem 0}"
        ".cards td{border:0;padding:.05rem 0 .05rem 7.5rem;min-height:1.5em;position:relative}"
        ".cards td::before{content:attr(data-label);position:absolute;left:0;"
        "color:var(--soft)}.step details,.step .soft{margin-left:0}}\n";

/* What is folded is printed unfolded. */
static const char paper[] =
        "@media print{:root{color-scheme:light}body{max-width:none;padding:0;font-size:10.5pt}"
        "nav{display:none}details::details-content{content-visibility:visible;display:block;"
        "height:auto}h2,h3,h4,summary,label{break-after:avoid}tr,.finding{break-inside:avoid}"
        "svg{max-width:100%;height:auto}}\n";

void html_style(struct html *html)
{
	html_markup(html, "<style>\n");
	html_markup(html, colours);
	html_markup(html, everywhere);
	html_markup(html, phone);
	html_markup(html, paper);
	html_markup(html, "</style>\n");
}
