/**
 * A local Discord: REST API v10, gateway and CDN on one loopback port, driven and watched from Java.
 *
 * <p>{@link dev.guildline.sandbox.discord.DiscordSandbox} is the door. Everything a bot can do to Discord goes over the wire; everything a person
 * does in a Discord client is a method of {@link dev.guildline.sandbox.discord.SandboxUser}. One lock guards the whole state, so events reach every
 * gateway session in the order in which they happened; all public types are safe for use by several threads.
 */
@org.jspecify.annotations.NullMarked
package dev.guildline.sandbox.discord;
