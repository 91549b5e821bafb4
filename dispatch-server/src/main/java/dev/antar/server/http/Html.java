package dev.antar.server.http;

import dev.antar.server.explain.Language;
import dev.antar.server.explain.PageWords;

import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/// Pages that a server writes itself, without a script: they open on any phone and print well.
final class Html {

    /// Forms go to the page itself; nothing else is fetched or run.
    private static final String CONTENT_SECURITY =
            "default-src 'none'; img-src 'self'; style-src 'unsafe-inline';"
                    + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private static final String STYLE =
            """
            :root { color-scheme: light dark; --ink: #16202b; --soft: #5a6773; --rule: #dbe1e6;
              --bar: #1f7a5c; --pale: #e9eef1; --back: #fff; --warn: #8a4b00; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e8edf2; --soft: #9aa7b3;
              --rule: #2c3742; --bar: #3fb68b; --pale: #1d2731; --back: #121920; --warn: #f0b35e; } }
            body { margin: 0; background: var(--back); color: var(--ink);
              font: 16px/1.5 system-ui, sans-serif; }
            main { max-width: 46rem; margin: 0 auto; padding: 1.2rem 1.1rem 4rem; }
            nav { display: flex; justify-content: space-between; gap: 1rem; font-size: .9rem; }
            a { color: var(--bar); }
            h1 { font-size: 1.7rem; line-height: 1.2; margin: 1.4rem 0 .6rem; }
            h2 { font-size: 1.15rem; margin: 2.2rem 0 .5rem; }
            .soft, small { color: var(--soft); }
            .lead { font-size: 1.05rem; }
            ul.bars { list-style: none; padding: 0; margin: .8rem 0; }
            ul.bars li { margin: .7rem 0; }
            .line { display: flex; justify-content: space-between; gap: 1rem; align-items: baseline; }
            .line b { white-space: nowrap; font-variant-numeric: tabular-nums; }
            .bar { height: .55rem; border-radius: .3rem; background: var(--pale); margin: .2rem 0; }
            .bar i { display: block; height: 100%; border-radius: .3rem; background: var(--bar); }
            table { border-collapse: collapse; width: 100%; font-size: .93rem; }
            th, td { text-align: left; vertical-align: top; padding: .5rem .6rem .5rem 0;
              border-bottom: 1px solid var(--rule); }
            th { font-weight: 600; color: var(--soft); font-size: .85rem; }
            td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
            td.number { white-space: nowrap; }
            code { font-size: .85em; color: var(--soft); }
            form { display: flex; flex-wrap: wrap; gap: .7rem; align-items: end; margin: 1rem 0;
              padding: .9rem; border-radius: .6rem; background: var(--pale); }
            label { display: grid; font-size: .85rem; color: var(--soft); }
            input, button { font: inherit; color: inherit; padding: .4rem .6rem; border-radius: .4rem;
              border: 1px solid var(--rule); background: var(--back); }
            button { background: var(--bar); color: var(--back); border: 0; padding: .5rem 1.1rem; }
            ol.told { padding-left: 1.2rem; } ol.told li { margin: .5rem 0; }
            .problem { padding: .7rem .9rem; border-left: 4px solid var(--warn);
              background: var(--pale); }
            """;

    private Html() {}

    /// A whole page.
    ///
    /// @param here its own address with every parameter but the language, ending in `&` or `?`
    static String page(Language in, String title, String here, String body) {
        String other = in == Language.EN ? Language.ID.word() : Language.EN.word();
        return "<!doctype html><html lang=\""
                + in.word()
                + "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
                + " content=\"width=device-width, initial-scale=1\"><title>"
                + text(title)
                + " · Antar</title><link rel=\"icon\" href=\"favicon.svg\"><style>"
                + STYLE
                + "</style></head><body><main><nav><a href=\"./\">Antar</a><a hreflang=\""
                + other
                + "\" lang=\""
                + other
                + "\" href=\""
                + text(here)
                + "language="
                + other
                + "\">"
                + PageWords.OTHER_LANGUAGE.in(in)
                + "</a></nav><h1>"
                + text(title)
                + "</h1>"
                + body
                + "</main></body></html>";
    }

    static void send(RoutingContext request, int status, String page) {
        if (request.response().ended()) {
            return;
        }
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "text/html; charset=utf-8")
                .putHeader("cache-control", "no-store")
                .putHeader("content-security-policy", CONTENT_SECURITY)
                .end(page);
    }

    /// Anybody's text, safe between tags and in quoted attributes.
    static String text(@Nullable Object value) {
        return String.valueOf(value)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /// A share, 0 to 1, in percent; a dash where there is none.
    static String percent(Language in, @Nullable Double share) {
        return share == null ? "–" : number(in, share * 100) + " %";
    }

    /// With one decimal where it has one.
    static String number(Language in, double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        text = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        return in == Language.EN ? text : text.replace('.', ',');
    }

    /// A bar of so great a share.
    static String bar(double share) {
        return "<div class=\"bar\"><i style=\"width:"
                + String.format(Locale.ROOT, "%.1f", Math.clamp(share, 0, 1) * 100)
                + "%\"></i></div>";
    }
}
