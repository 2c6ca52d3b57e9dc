/** The port by which adapters tell how they are. */
package dev.guildline.core.port.health;
