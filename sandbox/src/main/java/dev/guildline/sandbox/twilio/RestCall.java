package dev.guildline.sandbox.twilio;

import java.time.Instant;

/**
 * One REST request the sandbox got.
 *
 * @param at when it came
 * @param method the HTTP method
 * @param product the first path segment, for example {@code conversations} or {@code flex-api}
 * @param route the route with placeholders, for example
 *     {@code /conversations/v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Messages}; the path itself
 *     where no route fits
 * @param path the path as asked for, without query
 * @param status the status answered; 0 where a fault closed the connection instead of answering
 */
public record RestCall(Instant at, String method, String product, String route, String path, int status) {}
