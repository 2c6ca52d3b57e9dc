package dev.guildline.sandbox.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page's own files, read once from beside this class. */
final class PageAssets {
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";
    private static final List<String> FILES = List.of(
            "index.html",
            "icon.svg",
            "base.css",
            "chat.css",
            "desk.css",
            "drawer.css",
            "app.js",
            "api.js",
            "dom.js",
            "markdown.js",
            "message.js",
            "chat.js",
            "composer.js",
            "modal.js",
            "desk.js",
            "drawer.js");

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    PageAssets() {
        FILES.forEach(name -> files.put(name, load(name)));
    }

    void register(RoutesConfig routes) {
        routes.get("/", context -> serve(context, "index.html"));
        FILES.forEach(name -> routes.get("/" + name, context -> serve(context, name)));
        routes.get("/favicon.ico", context -> serve(context, "icon.svg"));
    }

    /** What every answer carries. */
    static void protect(Context context) {
        context.header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cache-Control", "no-store");
    }

    private void serve(Context context, String name) {
        byte[] content = files.get(name);
        if (content == null) {
            throw PageProblem.of(404, "There is no such file.");
        }
        context.contentType(mediaType(name)).result(content);
    }

    private static String mediaType(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            default -> "image/svg+xml";
        };
    }

    private static byte[] load(String name) {
        try (InputStream in = PageAssets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks the page's file " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
