/** The chat channel on Discord: direct messages, slash commands, buttons. Library types stay inside, except the {@code JDA} object an embedder already owns. */
@org.jspecify.annotations.NullMarked
package dev.guildline.adapter.discord;
