package dev.guildline.adapter.twilio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;
import okio.Source;

/**
 * A body that is sent once. The HTTP client repeats some requests by itself otherwise, whatever its settings say about
 * failed connections: those answered with 503 and {@code Retry-After: 0}, for one.
 */
final class OnceBody extends RequestBody {
    private final MediaType type;
    private final long size;
    private final Supplier<InputStream> content;

    private OnceBody(MediaType type, long size, Supplier<InputStream> content) {
        this.type = type;
        this.size = size;
        this.content = content;
    }

    static RequestBody of(MediaType type, long size, Supplier<InputStream> content) {
        return new OnceBody(type, size, content);
    }

    static RequestBody of(MediaType type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new OnceBody(type, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    @Override
    public MediaType contentType() {
        return type;
    }

    @Override
    public long contentLength() {
        return size;
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        try (InputStream stream = content.get();
                Source source = Okio.source(stream)) {
            sink.writeAll(source);
        }
    }
}
