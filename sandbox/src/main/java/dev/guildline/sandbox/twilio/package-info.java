/**
 * A local Twilio Flex: Conversations, media, Flex interactions, TaskRouter and Studio on one port, true to the
 * original's fields, rules, error codes and signed webhooks. Start one with
 * {@link dev.guildline.sandbox.twilio.TwilioSandbox#start}; everything public here is safe to use from any thread.
 *
 * <p>Twilio gives every product a host of its own. Here all products share one base URL and the first path segment
 * names the product; {@link dev.guildline.sandbox.twilio.TwilioSandbox} has the rule.
 *
 * <p>Where nobody outside Twilio knows what the original does, this is what happens here; do not build on it:
 * <ul>
 *   <li>a second interaction on a conversation that has one is answered 200 without {@code routing}; its channel has
 *       status {@code failed} and error 45353, and there is no second task;
 *   <li>what Flex does to a conversation (agents joining and leaving, closing) fires webhooks with {@code Source=API},
 *       and a state change by it has {@code Reason=API};
 *   <li>in a transfer the first agent leaves, and its task is completed, before the second is offered one;
 *   <li>errors whose code is not published for the case are 400 with 20001;
 *   <li>Studio's {@code regex} condition must match the whole text.
 * </ul>
 *
 * <p>Left out: pre-event webhooks, interaction webhooks, the Transfers resource, messaging addresses, statistics,
 * API keys, and Studio widgets other than the trigger, HTTP request, split, variables, Send to Flex, Send Message and
 * Send &amp; Wait for Reply.
 */
@NullMarked
package dev.guildline.sandbox.twilio;

import org.jspecify.annotations.NullMarked;
