/** Knowledge base entries and what a search for them finds. Values only. */
package dev.guildline.core.knowledge;
