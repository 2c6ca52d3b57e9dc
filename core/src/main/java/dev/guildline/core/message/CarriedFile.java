package dev.guildline.core.message;

import java.io.InputStream;
import java.util.function.Supplier;

/**
 * A file on its way, or at rest, with its content at hand.
 *
 * @param key which file
 * @param name what the sender called it
 * @param contentType its media type as the sender told it
 * @param size its size in bytes
 * @param content opens the content; each call begins anew, blocks, may throw a
 *     {@link dev.guildline.core.error.PortException}, and gives a stream that is the caller's to close
 */
public record CarriedFile(
        AttachmentKey key, String name, String contentType, long size, Supplier<InputStream> content) {}
