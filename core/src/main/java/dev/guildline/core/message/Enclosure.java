package dev.guildline.core.message;

/**
 * Something that is part of a message but none of its author's own words: it is shown, and never taken for what they
 * want.
 *
 * @param kind what it is
 * @param text what can be read of it: a name, a question, the words that are quoted or forwarded; may be empty
 */
public record Enclosure(EnclosureKind kind, String text) {}
