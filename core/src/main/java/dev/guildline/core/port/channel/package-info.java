/** The port to the medium that customers write on. */
package dev.guildline.core.port.channel;
