/** The port to the place where cases are kept. */
package dev.guildline.core.port.casework;
