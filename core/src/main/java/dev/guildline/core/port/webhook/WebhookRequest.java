package dev.guildline.core.port.webhook;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A call as it came in: raw, because signatures cover the very bytes. */
public final class WebhookRequest {
    private final String rawPath;
    private final @Nullable String rawQuery;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    /**
     * Takes a call.
     *
     * @param rawPath the path as sent, not decoded
     * @param rawQuery the query as sent, without the question mark; null if there was none
     * @param headers the headers; names in any letter case
     * @param body the body as sent; not copied
     */
    public WebhookRequest(String rawPath, @Nullable String rawQuery, Map<String, List<String>> headers, byte[] body) {
        this.rawPath = rawPath;
        this.rawQuery = rawQuery;
        this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.headers.putAll(headers);
        this.body = body;
    }

    /**
     * The path as sent.
     *
     * @return not decoded
     */
    public String rawPath() {
        return rawPath;
    }

    /**
     * The query as sent.
     *
     * @return without the question mark, empty if there was none
     */
    public Optional<String> rawQuery() {
        return Optional.ofNullable(rawQuery);
    }

    /**
     * A header.
     *
     * @param name its name, in any letter case
     * @return its first value, empty if it was not sent
     */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /**
     * The media type, without parameters.
     *
     * @return in lower case, empty text if none was sent
     */
    public String contentType() {
        String whole = header("Content-Type").orElse("");
        int parameters = whole.indexOf(';');
        return (parameters < 0 ? whole : whole.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The body as sent.
     *
     * @return not a copy: do not change it
     */
    public byte[] body() {
        return body;
    }
}
