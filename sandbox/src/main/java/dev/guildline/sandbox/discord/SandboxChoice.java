package dev.guildline.sandbox.discord;

/**
 * A suggestion of an autocomplete answer.
 *
 * @param name what the person reads
 * @param value what is sent when it is chosen
 */
public record SandboxChoice(String name, String value) {}
