package dev.guildline.core.port.store;

import dev.guildline.core.message.AttachmentKey;
import dev.guildline.core.message.AttachmentRefusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a file that came with a message.
 *
 * @param key which file
 * @param name what the sender called it
 * @param contentType its media type as the sender told it
 * @param size how many bytes are kept; what the sender told if none are
 * @param refusalOrNull why its content is not kept; null if it is
 */
public record KeptAttachment(
        AttachmentKey key,
        String name,
        String contentType,
        long size,
        @Nullable AttachmentRefusal refusalOrNull) {
    /**
     * Why its content is not kept.
     *
     * @return the reason, empty if the content is there
     */
    public Optional<AttachmentRefusal> refusal() {
        return Optional.ofNullable(refusalOrNull);
    }
}
