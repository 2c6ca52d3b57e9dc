package dev.guildline.core.message;

import java.net.URI;

/**
 * A file that came with a message.
 *
 * @param name the file's name as the sender called it
 * @param contentType its media type, {@code application/octet-stream} if the sender told none
 * @param size its size in bytes, 0 if not known
 * @param location where it can be fetched
 */
public record Attachment(String name, String contentType, long size, URI location) {}
