/** A local Discord and a local Twilio Flex that speak the real protocols, for demonstrations and tests. Knows nothing of the other modules. */
@org.jspecify.annotations.NullMarked
package dev.guildline.sandbox;
