/** The conversation and its state machine. Pure: time and identities come in as arguments, nothing is sent from here. */
package dev.guildline.core.conversation;
