package dev.guildline.sandbox.discord;

/**
 * A file on a message.
 *
 * @param id Discord id
 * @param filename file name
 * @param contentType media type; empty if it was not told
 * @param size bytes
 * @param url where the local CDN serves it
 */
public record SandboxAttachment(String id, String filename, String contentType, int size, String url) {}
