/** The people of a conversation. Values only. */
package dev.guildline.core.participant;
