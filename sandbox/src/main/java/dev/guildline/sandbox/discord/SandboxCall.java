package dev.guildline.sandbox.discord;

import java.time.Instant;

/**
 * One REST call of the bot.
 *
 * @param method HTTP method
 * @param path path below {@code /api/v10}, without the query
 * @param status status answered; 0 where the connection was cut instead
 * @param body JSON sent with it; of an upload only the {@code payload_json} part; empty if none
 * @param at when it came in
 */
public record SandboxCall(String method, String path, int status, String body, Instant at) {}
