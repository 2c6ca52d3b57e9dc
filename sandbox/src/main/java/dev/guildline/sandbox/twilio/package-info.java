/**
 * A local Twilio Flex: Conversations, media, Flex interactions, TaskRouter and Studio on one port, true to the
 * original's fields, rules, error codes and signed webhooks. Start one with
 * {@link dev.guildline.sandbox.twilio.TwilioSandbox#start}; everything public here is safe to use from any thread.
 *
 * <p>Twilio gives every product a host of its own. Here all products share one base URL and the first path segment
 * names the product; {@link dev.guildline.sandbox.twilio.TwilioSandbox} has the rule.
 */
@NullMarked
package dev.guildline.sandbox.twilio;

import org.jspecify.annotations.NullMarked;
