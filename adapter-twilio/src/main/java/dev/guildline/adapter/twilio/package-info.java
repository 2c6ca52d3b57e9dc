/** The contact center on Twilio Flex Conversations: messages both ways, hand-off to live agents, webhooks. */
@org.jspecify.annotations.NullMarked
package dev.guildline.adapter.twilio;
