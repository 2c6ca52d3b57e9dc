/** The port to the place where live agents work. */
package dev.guildline.core.port.contactcenter;
