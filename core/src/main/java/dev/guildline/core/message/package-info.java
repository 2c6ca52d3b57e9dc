/** What is said in a conversation: journal entries and what they are made of. Values only. */
package dev.guildline.core.message;
