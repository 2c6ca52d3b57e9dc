/** The door to Guildline for those who embed it. */
package dev.guildline.core;
