/** The port to the knowledge base. */
package dev.guildline.core.port.knowledge;
