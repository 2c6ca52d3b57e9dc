package dev.guildline.sandbox.twilio;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Uploaded files. What no message took within five minutes is gone. Every method runs under the state's lock. */
final class MediaStore {
    private static final Duration UNATTACHED_LIFE = Duration.ofMinutes(5);
    private static final Duration LINK_LIFE = Duration.ofMinutes(5);

    private record Link(MediaItem item, Instant until) {}

    private final Map<String, MediaItem> items = new LinkedHashMap<>();
    private final Map<String, Link> links = new LinkedHashMap<>();
    private final InstantSource clock;

    MediaStore(InstantSource clock) {
        this.clock = clock;
    }

    MediaItem add(
            String serviceSid, String contentType, @Nullable String filename, byte[] bytes, @Nullable String author) {
        MediaItem item = new MediaItem(serviceSid, contentType, filename, bytes, author, clock.instant());
        items.put(item.sid, item);
        return item;
    }

    @Nullable
    MediaItem find(String serviceSid, String sid) {
        MediaItem item = items.get(sid);
        return item == null || !item.serviceSid.equals(serviceSid) ? null : item;
    }

    @Nullable
    MediaItem anywhere(String sid) {
        return items.get(sid);
    }

    /** The item for a message that wants it. */
    MediaItem take(String serviceSid, String sid) {
        MediaItem item = find(serviceSid, sid);
        if (item == null || item.messageSid != null) {
            throw TwilioError.invalid("MediaSid", "no such upload, or a message has it already");
        }
        return item;
    }

    /** A key that gives the content away for a short while. */
    String link(MediaItem item) {
        String key = Sids.next("");
        links.put(key, new Link(item, clock.instant().plus(LINK_LIFE)));
        return key;
    }

    @Nullable
    MediaItem behind(String key) {
        Link link = links.get(key);
        return link == null || clock.instant().isAfter(link.until()) ? null : link.item();
    }

    void runTimers() {
        Instant now = clock.instant();
        items.values().removeIf(item -> item.messageSid == null && now.isAfter(item.created.plus(UNATTACHED_LIFE)));
        links.values().removeIf(link -> now.isAfter(link.until()));
    }
}
