/** The port to the automatic answerer. */
package dev.guildline.core.port.assistant;
