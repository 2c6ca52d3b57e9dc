package dev.guildline.sandbox.discord;

import org.jspecify.annotations.Nullable;

/**
 * A file as it arrived in a request.
 *
 * @param slot number in the part's name, {@code files[slot]}
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one request, never compared
record Upload(int slot, String filename, @Nullable String contentType, byte[] bytes) {}
