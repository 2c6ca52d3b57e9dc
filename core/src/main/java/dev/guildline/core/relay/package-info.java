/** What a delivery and an inbox key mean, and how long is waited between attempts. Values only. */
package dev.guildline.core.relay;
