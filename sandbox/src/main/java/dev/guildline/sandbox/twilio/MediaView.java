package dev.guildline.sandbox.twilio;

import org.jspecify.annotations.Nullable;

/**
 * A file of a message.
 *
 * @param sid ME sid
 * @param contentType its media type
 * @param filename its name, where it has one
 * @param size in bytes
 */
public record MediaView(
        String sid, String contentType, @Nullable String filename, int size) {}
